/**
 * Live Photos: a still and a short video of the same moment, its clip, as two files. Phones and programs give both the
 * same name; and cameras give it to a photo and a film that have nothing to do with each other.
 *
 * | still | clip | written by |
 * |---|---|---|
 * | `IMG_1234.HEIC` | `IMG_1234.MOV` | iPhones |
 * | `IMG_E1234.HEIC`, `IMG_1234 (1).HEIC` | `IMG_E1234.MOV`, `IMG_1234 (1).MOV` | the same for edited ones, and for copies |
 * | `IMG_1234.HEIC`, `IMG_1234(1).HEIC` | `IMG_1234.MP4`, `IMG_1234(1).MP4` | Google Takeout |
 * | `IMG_1234.HEIC` | `IMG_1234_HEVC.MOV` | iCloud Photos Downloader |
 */

/** What a video says of itself that tells a clip. */
export interface ClipFacts {
  /** Its length; 0 if it is not known. */
  seconds: number;
  /** Apple's content identifier. */
  contentId?: string;
}

/** A clip that nothing but its name tells is at most this long. Phones write 1.5 to 3 seconds. */
const LONGEST = 6;

/** Endings by preference: the second still or video of a name is a copy in another format, and a photo of its own. */
const STILLS = ['heic', 'heif', 'hif', 'jpg', 'jpeg', 'avif'];
const VIDEOS = ['mov', 'mp4', 'm4v'];

/** Put behind the name of a clip whose still is HEIC. */
const HEVC = /_hevc$/;

interface Named {
  name: string;
}

/** A file of a name, and how much its ending is preferred; null if there are several of this preference. */
interface Best<File> {
  file: File | null;
  rank: number;
}

/**
 * Pairs videos with the stills that they may be the clips of. Names are compared whatever their case, as sidecars'
 * are. One that is there twice, as in a pick of files from several folders, is paired with nothing.
 * @param files those of one folder
 * @returns the still of each such video; each still is there once
 */
export function livePairs<File extends Named>(files: Iterable<File>): Map<File, File> {
  const stills = new Map<string, Best<File>>();
  const videos = new Map<string, Best<File>>();
  for (const file of files) {
    const { stem, ending } = parted(file.name);
    if (STILLS.includes(ending)) prefer(stills, stem, file, STILLS.indexOf(ending));
    if (VIDEOS.includes(ending)) prefer(videos, stem, file, VIDEOS.indexOf(ending));
  }
  const pairs = new Map<File, File>();
  const taken = new Set<File>();
  const pair = (video: File | null, still: File | null | undefined) => {
    if (!video || !still || taken.has(still)) return;
    pairs.set(video, still);
    taken.add(still);
  };
  for (const [stem, { file }] of videos) pair(file, stills.get(stem)?.file);
  for (const [stem, { file }] of videos) {
    if (HEVC.test(stem) && !stills.has(stem)) pair(file, stills.get(stem.replace(HEVC, ''))?.file);
  }
  return pairs;
}

/**
 * Whether a video is the clip of the still beside it. Identifiers decide, if both have one; otherwise its length does,
 * because programs that convert either drop the identifier.
 */
export function isClipOf({ seconds, contentId }: ClipFacts, still: { contentId?: string }): boolean {
  if (contentId && still.contentId) return contentId === still.contentId;
  return seconds > 0 && seconds <= LONGEST;
}

function prefer<File>(best: Map<string, Best<File>>, stem: string, file: File, rank: number): void {
  const before = best.get(stem);
  if (before && before.rank < rank) return;
  best.set(stem, { file: before?.rank === rank ? null : file, rank });
}

/** macOS takes letters and their marks apart. */
function parted(name: string): { stem: string; ending: string } {
  const whole = name.normalize('NFC').toLowerCase();
  const dot = whole.lastIndexOf('.');
  return dot > 0 ? { stem: whole.slice(0, dot), ending: whole.slice(dot + 1) } : { stem: whole, ending: '' };
}
