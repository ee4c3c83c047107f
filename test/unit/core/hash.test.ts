import { describe, expect, test } from 'vitest';
import { sha256, videoId } from '#core/hash';

const MB = 1_000_000;

/** A large video, whose bytes are zero but for one. @param read is told of each piece that is read */
function film(size: number, at: number, read: (bytes: number) => void = () => undefined): Blob {
  const slice = (from: number, to: number) => {
    read(to - from);
    const bytes = new Uint8Array(to - from);
    if (at >= from && at < to) bytes[at - from] = 1;
    return new Blob([bytes]);
  };
  return { size, slice } as Blob;
}

describe('the id of a video', () => {
  test('is the hash of its bytes up to 64 MB', async () => {
    expect(await videoId(new Blob(['film']))).toBe(await sha256(new TextEncoder().encode('film')));
  });

  test('is above that a hash of pieces, the first and the last among them', async () => {
    const size = 4_000 * MB;
    const ids = await Promise.all([0, size - 1, 700_000].map((at) => videoId(film(size, at))));
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await videoId(film(size, 0))).toBe(ids[0]);
  });

  test('depends on the size', async () => {
    // The byte is in no piece of either.
    expect(await videoId(film(100 * MB, 700_000))).not.toBe(await videoId(film(100 * MB + 1, 700_000)));
  });

  test('needs no more than its pieces', async () => {
    let all = 0;
    await videoId(film(4_000 * MB, 0, (bytes) => (all += bytes)));
    expect(all).toBe(64 * 65_536);
  });
});
