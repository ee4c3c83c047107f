import { expect, test } from './app';

const MANY = 20_000;

/** Far more than a dense screen and the rows around it hold. */
const MOST_IN_DOCUMENT = 400;

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`a grid of 20,000 photos scrolls at ${viewport.width} x ${viewport.height}`, async ({ app, page }) => {
    await page.setViewportSize(viewport);
    await app.openWithMany(MANY);
    await expect(app.photos.first()).toBeVisible();

    const inSight = () =>
      app.photos.evaluateAll(
        (photos) =>
          photos.filter((photo) => {
            const { top, bottom } = photo.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          }).length,
      );
    for (const share of [0.25, 0.5, 0.9, 1, 0]) {
      await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), share);
      await expect.poll(inSight).toBeGreaterThan(5);
      await expect.poll(() => app.photos.locator('img').count()).toBeGreaterThan(5);
      expect(await app.photos.count()).toBeLessThan(MOST_IN_DOCUMENT);
      // The newest come first: both ends can be reached.
      if (share === 1) await expect(app.photo('photo-1.jpg')).toBeInViewport();
      if (share === 0) await expect(app.photo(`photo-${MANY}.jpg`)).toBeInViewport();
    }

    // The results of a query reach the end of the page as well.
    await app.find('a dog');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(async () => (await app.names()).length).toBeGreaterThan(5);
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'a dog');
  });
}
