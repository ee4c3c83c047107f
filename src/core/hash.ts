/** Names by content. */

/** Hex SHA-256: a photo's id, a model file's fingerprint. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Videos up to this size are hashed as a whole. */
const WHOLE_BYTES = 64_000_000;

const PIECES = 64;
const PIECE_BYTES = 65_536;

/**
 * The id of a video: the SHA-256 of its bytes or, above 64 MB, of its size (64 bits, little-endian) and 64 evenly
 * spread pieces of 64 kB, the first and the last among them. A browser hashes only what is in memory as a whole, and
 * a video of 4 GB is not; reading it all would also take longer than decoding its pictures. Two videos of one size
 * that agree in all pieces are the same but for a deliberate edit: encoders write other bytes from the first change on.
 */
export async function videoId(video: Blob): Promise<string> {
  if (video.size <= WHOLE_BYTES) return sha256(await video.arrayBuffer());
  const size = new DataView(new ArrayBuffer(8));
  size.setBigUint64(0, BigInt(video.size), true);
  const last = video.size - PIECE_BYTES;
  const pieces = Array.from({ length: PIECES }, (_, i) => {
    const from = Math.round((last * i) / (PIECES - 1));
    return video.slice(from, from + PIECE_BYTES);
  });
  return sha256(await new Blob([size, ...pieces]).arrayBuffer());
}
