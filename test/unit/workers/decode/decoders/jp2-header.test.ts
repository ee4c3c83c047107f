import { expect, test } from 'vitest';
import { jp2Header } from '#workers/decode/decoders/jp2-header';
import { jp2 } from '../../../../fixtures/jp2';

const at = (x: number) => [x & 255, 90, 10];
const codestream = await jp2({ width: 641, height: 480, at, bare: true });

test('the header of a file and of a codestream tell size and halvings', async () => {
  for (const file of [codestream, await jp2({ width: 641, height: 480, at })]) {
    const { sizeAt, halvings, components } = jp2Header(Uint8Array.from(file));
    expect(sizeAt(0)).toEqual({ width: 641, height: 480 });
    expect(sizeAt(2)).toEqual({ width: 161, height: 120 });
    expect(halvings).toBe(5);
    expect(components).toBe(3);
  }
});

test('where the picture does not begin at the corner, its part counts', () => {
  const moved = Uint8Array.from(codestream);
  new DataView(moved.buffer).setUint32(16, 1);
  expect(jp2Header(moved).sizeAt(0)).toEqual({ width: 640, height: 480 });
  expect(jp2Header(moved).sizeAt(1)).toEqual({ width: 320, height: 240 });
});

test.each([
  ['no codestream', new Uint8Array(500)],
  ['only bytes of its first marker', new Uint8Array(500).fill(0xff)],
  ['a codestream that ends in its header', Uint8Array.from(codestream.subarray(0, 30))],
  ['no size', Uint8Array.from(codestream).fill(0, 8, 24)],
])('%s is an error', (_, bytes) => {
  expect(() => jp2Header(bytes)).toThrow();
});
