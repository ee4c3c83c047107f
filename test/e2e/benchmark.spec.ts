import { expect, test } from './app';
import { onClipboard } from './clipboard';

// The benchmark measures both encoders. `readyOffline`, which waits for them, needs the service worker.
test.use({ serviceWorkers: 'allow' });

test('the benchmark measures the installed encoders, and its report is copied as text', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openWithSamples();
  await app.readyOffline();
  await app.go('Settings');
  await page.getByTestId('benchmark-start').click();
  const copy = page.getByTestId('benchmark-copy');
  // It measures for half a minute on a quiet machine.
  await expect(copy).toBeVisible({ timeout: 300_000 });
  const rows = page.getByTestId('benchmark-row');
  // The starter's image and text encoder, on WASM.
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await expect(row).toContainText(/\d/);

  await copy.click();
  const text = await onClipboard(context, () => navigator.clipboard.readText());
  const lines = text.split('\n');
  const [image = ''] = lines.filter((line) => /\bimage\b/.test(line));
  const [min = 0, avg = 0, max = 0, perSecond = 0] = image
    .slice(image.indexOf('wasm') + 4)
    .trim()
    .split(/\s+/)
    .map(Number);
  expect(min).toBeGreaterThan(0);
  expect(avg).toBeGreaterThanOrEqual(min);
  expect(max).toBeGreaterThanOrEqual(avg);
  expect(perSecond).toBeCloseTo(1000 / avg, 0);
  expect(text).toMatch(/scan of 42 photos: \d/);

  await test.step('what encoding costs is a table with headers', async () => {
    const table = page.getByRole('table', { name: 'What encoding costs' });
    // The starter runs on WASM alone.
    await expect(table.getByRole('columnheader')).toHaveText(['Encoded by', 'This devicewasm']);
    const names = ['Photos a second', 'Time in the encoder', /^Processor time here/, 'Load here'];
    for (const name of names) await expect(table.getByRole('rowheader', { name })).toBeVisible();
    await expect(table.getByRole('row', { name: /^Load here/ }).getByRole('cell')).toHaveText(
      /^\d.*%of \d+ core/,
    );
    const side = page.getByTestId('benchmark-side');
    const figure = async (name: string) => Number(await side.getAttribute(name));
    // Several threads share a picture: together they take at least its time.
    expect(await figure('data-processor')).toBeGreaterThan(0.9 * min);
    expect(await figure('data-load')).toBeGreaterThan(0);
    expect(await figure('data-load')).toBeLessThanOrEqual(1);
    await expect(page.getByTestId('benchmark-cost-note')).toContainText('Not measured');
    expect(text).toMatch(/^decoding a JPEG of 12 megapixels: [1-9][\d.]* ms of processor time$/m);
    expect(text).toMatch(/^this device +wasm( +[\d.]+){5} +\d+ % of \d+/m);
  });

  await test.step('the report of a problem is copied as it is shown', async () => {
    await page.getByTestId('report-copy').click();
    const report = await onClipboard(context, () => navigator.clipboard.readText());
    expect(report).toMatch(/^photos: 42; not readable: none$/m);
    expect(report).toMatch(/^encoders: .*starter/m);
    await expect(page.getByTestId('report')).toHaveText(report);
  });
});
