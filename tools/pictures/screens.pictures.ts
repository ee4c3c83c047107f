import { App, expect, test } from '../../test/e2e/app';

const SCREENS = [
  { name: 'wide', viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  { name: 'narrow', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

for (const { name, ...screen } of SCREENS) {
  test(name, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ ...screen, locale: 'en-US', ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    const app = new App(page);
    await app.open();
    await app.addSamples();
    await app.find('palace');
    // Moves the pointer away, and waits until every visible photo shows its thumbnail.
    await page.mouse.move(0, 0);
    const drawn = () =>
      app.photos.evaluateAll((photos) =>
        photos
          .filter((photo) => photo.getBoundingClientRect().top < innerHeight)
          .every((photo) => (photo.querySelector('img')?.naturalWidth ?? 0) > 0),
      );
    await expect.poll(drawn).toBe(true);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.screenshot({ path: `public/screenshots/${name}.jpg`, quality: 82, animations: 'disabled' });
    await context.close();
  });
}
