/** Reads when an MP4 or QuickTime file was made, from its movie header (ISO/IEC 14496-12, section 8.2.2). */

import { movieHeader } from './iso-boxes';

/** Seconds from 1904, where the header's clock begins, to 1970. */
const FROM_1904 = 2_082_844_800;

/** @returns milliseconds since 1970, UTC; undefined if there is none */
export async function isoCreated(file: Blob): Promise<number | undefined> {
  const header = await movieHeader(file);
  if (!header || header.byteLength < 12) return undefined;
  const seconds = header.getUint8(0) === 1 ? Number(header.getBigUint64(4)) : header.getUint32(4);
  if (seconds === 0) return undefined;
  // Some programs count from 1970: no video is older.
  return (seconds < FROM_1904 ? seconds : seconds - FROM_1904) * 1000;
}
