/** Metadata that stand packed in a file: deflated in a PNG, by Brotli in a JPEG XL. */

import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { wallTime } from '#core/wall-clock';
import { readMetadata } from '#workers/decode/metadata';
import { MOST_UNPACKED } from '#workers/decode/unpacking';
import { box, u32 } from '../../../fixtures/boxes';
import { exifPayload } from '../../../fixtures/exif';
import { jxlFile, packedBox } from '../../../fixtures/jxl';
import { type Png, png } from '../../../fixtures/png';
import { iptcPayload, xmpPacket } from '../../../fixtures/xmp';

// WebAssembly is fetched, which Node does not do: its own Brotli stands in for the decoder of the app.
const unbrotli = vi.hoisted(() => vi.fn<(packed: Uint8Array, most: number) => Promise<Uint8Array>>());
vi.mock('#workers/decode/decoders/brotli', () => ({ script: '', unbrotli }));
unbrotli.mockImplementation(
  async (packed, most) => new Uint8Array(brotliDecompressSync(packed, { maxOutputLength: most })),
);

const EXIF = exifPayload({ taken: '2024:07:31 18:20:05', make: 'Canon' }).subarray(6);
const IN_EXIF = { moment: { taken: wallTime(2024, 7, 31, 18, 20, 5) }, camera: 'Canon' };
const XMP = xmpPacket({ 'dc:subject': ['sea', '海'] });
const TOO_MUCH = `${' '.repeat(MOST_UNPACKED)}${XMP}`;

const read = (bytes: Buffer) => readMetadata(new Uint8Array(bytes).buffer);

describe('a PNG', () => {
  const XMP_KEYWORD = 'XML:com.adobe.xmp';
  const written = (parts: Partial<Png>) => png({ width: 8, height: 8, at: () => [90], ...parts });

  test('has what its deflated texts say', async () => {
    const deflated = { 'Creation Time': '2024-07-31T18:20:05', [XMP_KEYWORD]: XMP };
    expect(await read(written({ deflated }))).toEqual({ moment: IN_EXIF.moment, tags: ['sea', '海'] });
  });

  test('has the profiles that programs write into it: deflated, in digits', async () => {
    const profile = (name: string, data: Buffer) =>
      `\n${name}\n${String(data.length).padStart(8)}\n${data.toString('hex')}\n`;
    const name = Buffer.from('Exif\0\0');
    const deflated = {
      'Raw profile type exif': profile('exif', Buffer.concat([name, EXIF])),
      'Raw profile type iptc': profile(
        'iptc',
        iptcPayload('A day at the sea').subarray('Photoshop 3.0\0'.length),
      ),
    };
    expect(await read(written({ deflated }))).toEqual({ ...IN_EXIF, caption: 'A day at the sea' });
  });

  test('keeps what is not packed if the rest is too much, or damaged', async () => {
    const tooMuch = written({ exif: EXIF, deflated: { Comment: TOO_MUCH, [XMP_KEYWORD]: XMP } });
    expect(tooMuch.length).toBeLessThan(MOST_UNPACKED / 100);
    expect(await read(tooMuch)).toEqual(IN_EXIF);
    const whole = written({ exif: EXIF, deflated: { [XMP_KEYWORD]: XMP } });
    for (const damaged of damagedFrom(whole, 'XML:com')) expect(await read(damaged)).toMatchObject(IN_EXIF);
  });
});

describe('a JPEG XL', () => {
  const written = (...boxes: Buffer[]) => jxlFile(Buffer.from([0xff, 0x0a, 0, 0]), ...boxes);

  test('has what its packed boxes say', async () => {
    expect(await read(written(packedBox('Exif', u32(0), EXIF), packedBox('xml ', Buffer.from(XMP))))).toEqual(
      { ...IN_EXIF, tags: ['sea', '海'] },
    );
  });

  test('waits for the decoder of packed boxes, which cannot be fetched', async () => {
    unbrotli.mockRejectedValueOnce(new Problem('decoder-missing', 'No network.'));
    await expect(read(written(packedBox('Exif', u32(0), EXIF)))).rejects.toMatchObject({
      code: 'decoder-missing',
    });
  });

  test('keeps what is not packed if the rest is too much, or damaged', async () => {
    const plain = box('Exif', u32(0), EXIF);
    const tooMuch = written(plain, packedBox('xml ', Buffer.from(TOO_MUCH)));
    expect(tooMuch.length).toBeLessThan(2000);
    expect(await read(tooMuch)).toEqual(IN_EXIF);
    const whole = written(plain, packedBox('xml ', Buffer.from(XMP)));
    for (const damaged of damagedFrom(whole, 'brob')) expect(await read(damaged)).toMatchObject(IN_EXIF);
  });
});

/** Returns copies with each byte changed from a text on, and copies that end there. */
function damagedFrom(whole: Buffer, text: string): Buffer[] {
  const places = Array.from({ length: whole.length - whole.indexOf(text) }, (_, i) => whole.length - 1 - i);
  return places.flatMap((at) => {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] as number) ^ 0xff;
    return [changed, whole.subarray(0, at)];
  });
}
