import { Input, MATROSKA, WEBM } from 'mediabunny';
import { expect, test } from 'vitest';
import { EndingSource } from '#workers/decode/ending-source';

/** A WebM whose segment says how long it is, and is nothing but zeroes. */
function zeroed(): Blob {
  const docType = Buffer.from('\x42\x82\x84webm', 'latin1');
  const header = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | docType.length]), docType]);
  const segment = Buffer.from([0x18, 0x53, 0x80, 0x67, 0x43, 0xe8]);
  return new Blob([Uint8Array.from(Buffer.concat([header, segment, Buffer.alloc(1000)]))]);
}

test('a search that would go on for ever comes to the end of the file, and others do not', async () => {
  const source = new EndingSource(zeroed());
  const repeats: unknown[] = [];
  for (let i = 0; i < 1002; i++) repeats.push(await source._read(8, 16, 0, 1000));
  expect(repeats.indexOf(null)).toBe(1001);
  expect(await source._read(9, 17, 0, 1000)).not.toBeNull();

  // Without that it does not come back: so it stands behind the others.
  const input = new Input({ formats: [MATROSKA, WEBM], source: new EndingSource(zeroed()) });
  expect(await input.canRead()).toBe(true);
  expect(await input.getPrimaryVideoTrack()).toBeNull();
});
