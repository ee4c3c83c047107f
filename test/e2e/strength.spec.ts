/** Accuracy of "strong" and "good" on held-out queries, which were not used to choose the method. */

import { ABSENT, HELD_OUT, NONSENSE } from '../fixtures/held-out-queries';
import { type App, expect, test } from './app';

interface Shown {
  name: string;
  strength: string;
}

/** Returns the photos above the line. */
async function above(app: App, query: string): Promise<Shown[]> {
  await app.find(query);
  return app.photos.evaluateAll((photos) =>
    photos
      .map(({ dataset }) => ({ name: dataset.name ?? '', strength: dataset.strength ?? '' }))
      .filter(({ strength }) => strength !== 'maybe'),
  );
}

test('strong matches are right more often than not, and nonsense queries have no strong match', async ({
  app,
}) => {
  test.slow();
  await app.openWithSamples();
  const found = { strong: [0, 0], good: [0, 0] } as Record<string, [right: number, all: number]>;
  let answered = 0;
  for (const [query, right] of Object.entries(HELD_OUT)) {
    const shown = await above(app, query);
    if (shown.some(({ name }) => right.includes(name))) answered++;
    for (const { name, strength } of shown) {
      const tally = found[strength] as [number, number];
      tally[1]++;
      if (right.includes(name)) tally[0]++;
    }
  }
  /** Returns the fractions of queries with a strong match, and with any match above the line. */
  const claims = async (queries: readonly string[]) => {
    const claimed = { strong: 0, any: 0 };
    for (const query of queries) {
      const shown = await above(app, query);
      if (shown.length > 0) claimed.any += 1 / queries.length;
      if (shown.some(({ strength }) => strength === 'strong')) claimed.strong += 1 / queries.length;
    }
    return claimed;
  };
  // Every third one, because each query takes a moment.
  const absent = ABSENT.filter((_, i) => i % 3 === 0);
  const measured = {
    strong: found.strong,
    good: found.good,
    answered: [answered, Object.keys(HELD_OUT).length],
    absent: await claims(absent),
    nonsense: await claims(NONSENSE),
  };
  console.log(measured);
  const share = ([right, all]: [number, number] | undefined = [0, 0]) => right / all;
  expect(share(found.strong)).toBeGreaterThan(0.5);
  expect(measured.absent.strong).toBeLessThan(0.15);
  expect(measured.nonsense.strong).toBe(0);
  expect(measured.nonsense.any).toBeLessThan(0.15);
});

test('the line can be moved, and a heading marks the matches below it', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('mountains');
  const line = page.getByTestId('line');
  const count = () =>
    page.locator('[data-testid=photo]:is([data-strength=strong], [data-strength=good])').count();
  await line.fill('0');
  await expect(line).toHaveAttribute('aria-valuetext', /5%/);
  const strict = await count();
  await line.fill('4');
  await expect.poll(count).toBeGreaterThan(strict);
  await expect(page.getByRole('heading', { name: 'Maybe' })).toBeVisible();
  await page.reload();
  await app.find('mountains');
  await expect(line).toHaveValue('4');
});

test('a query without a strong match says so, and still shows the closest photos', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('xyzzy');
  await expect(page.getByTestId('results')).toContainText('No strong match in your library');
  await expect(app.photos.first()).toBeVisible();
});

test('sorting by date keeps the good matches before the others', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('tools');
  await page.getByTestId('order').click();
  await expect(page.getByTestId('order')).toHaveAttribute('data-order', 'date');
  const strengths = await app.photos.evaluateAll((photos) => photos.map(({ dataset }) => dataset.strength));
  const line = strengths.indexOf('maybe');
  expect(line).toBeGreaterThan(0);
  expect(strengths.slice(line).every((strength) => strength === 'maybe')).toBe(true);
});

test('a nearly identical photo is stacked behind the better one until the stack is opened', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  const copy = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('/album/windmill-1.jpg')).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })).arrayBuffer();
    return Array.from(new Uint8Array(bytes));
  });
  await app.fileInput.setInputFiles({ name: 'again.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(copy) });
  await app.settled(43);
  await app.find('windmill');
  const stack = page.getByTestId('stack');
  await expect(stack).toHaveAttribute('data-count', '1');
  const twins = page.locator('[data-testid=photo]:is([data-name="again.jpg"], [data-name="windmill-1.jpg"])');
  await expect(twins).toHaveCount(1);
  await stack.click();
  await expect(twins).toHaveCount(2);
  await expect(stack).toHaveAttribute('aria-expanded', 'true');
});
