/** At which moments of a video its pictures are taken. */

/** One picture in this many seconds, within the limits below: scenes of home videos last about as long. */
const SECONDS_EACH = 8;
const FEWEST = 3;
/** Bounds the time of decoding and the rows of the search: of a film, a picture in several minutes. */
const MOST = 16;

/**
 * Returns moments in the middles of equal parts, so that none is near the beginning or the end, where videos are
 * black or shaken: with `MOST` parts the first is at 3 %.
 * @param length of the video in seconds; one shorter than three seconds has a picture a second
 * @returns seconds, rising, at least one
 */
export function frameTimes(length: number): number[] {
  const fewest = Math.min(FEWEST, Math.max(1, Math.floor(length)));
  const count = Math.min(MOST, Math.max(fewest, Math.round(length / SECONDS_EACH)));
  return Array.from({ length: count }, (_, i) => ((i + 0.5) / count) * length);
}
