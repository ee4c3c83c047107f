import { expect, test } from 'vitest';
import { goldenPicture } from '#core/golden';
import { pixelsOf, squeeze } from '#core/protocol/compress';
import { acquainted } from './line';

test('the cryptography and compression of a browser implement the same protocol', async () => {
  const { page, box } = await acquainted();
  const pixels = goldenPicture(1, 224);
  box.agree({ limits: { frame: pixels.length, batch: 1, credits: 1 }, size: 224, dimension: 2 });
  const squeezed = await squeeze(pixels, 224);
  await page.send({ kind: 'pixels', id: 1, count: 1, coding: 'squeezed', pixels: squeezed });
  const frame = await box.receive();
  expect(frame.kind === 'pixels' && (await pixelsOf(frame, 224))).toEqual(pixels);
});
