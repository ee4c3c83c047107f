import { jpeg } from '../fixtures/jpeg';
import { expect, test } from './app';

/** Three photos that differ in everything that conditions filter by. */
const PHOTOS = [
  {
    name: 'kyoto.jpg',
    width: 640,
    height: 480,
    exif: {
      taken: '2024:06:15 12:00:00',
      make: 'Canon',
      model: 'Canon EOS R5',
      gps: { latitude: 35.0, longitude: 135.77 },
      description: 'Grandmother’s garden',
    },
  },
  {
    name: 'alps.jpg',
    width: 480,
    height: 640,
    exif: { taken: '2023:01:02 12:00:00', description: 'SONY DSC' },
  },
  { name: 'DRAFT_07.jpg', width: 480, height: 480, exif: { taken: '2023:07:01 12:00:00' } },
];

test('conditions in a query filter the photos', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(
    PHOTOS.map(({ name, ...picture }, i) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: jpeg({ ...picture, color: 'rgb', at: (x, y) => [(x + 60 * i) & 255, y & 255, 80 * i] }),
    })),
  );
  await app.settled(PHOTOS.length);

  for (const [query, names] of [
    ['2024', ['kyoto.jpg']],
    ['date:2023', ['DRAFT_07.jpg', 'alps.jpg']],
    ['summer 2023', ['DRAFT_07.jpg']],
    ['2023年1月', ['alps.jpg']],
    ['near:kyoto', ['kyoto.jpg']],
    ['near:京都 near:35,136,50', ['kyoto.jpg']],
    ['camera:eos', ['kyoto.jpg']],
    ['shape:portrait', ['alps.jpg']],
    ['"draft"', ['DRAFT_07.jpg']],
    ['"garden"', ['kyoto.jpg']],
    ['-"draft" date:2023', ['alps.jpg']],
    ['kind:jpg since 2024', ['kyoto.jpg']],
  ] as const) {
    await test.step(query, async () => {
      await app.search.fill(query);
      await expect(page.getByTestId('results')).toHaveAttribute('data-query', query);
      await expect.poll(() => app.names()).toEqual([...names]);
    });
  }

  await test.step('words beside conditions rank the photos that pass', async () => {
    await app.find('a colourful picture -people 2023');
    expect((await app.names()).sort()).toEqual(['DRAFT_07.jpg', 'alps.jpg']);
  });
});
