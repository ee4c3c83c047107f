/** Finds the stills of picked videos, and what became of clips that the library knows in a folder. */

import { groupBy } from '#core/group';
import { livePairs } from '#core/live-photo';
import type { Clip, Origin } from '#core/photo';
import { folderOf, type WithSidecars } from './sidecars';

/** A picked file; of a video that may be the clip of a Live Photo with the path of the still beside it. */
export interface WithStill extends WithSidecars {
  still?: string;
}

/** Gives each video the still in its own folder whose clip it may be. Such videos go last: they wait for their stills. */
export function withStills(files: readonly WithSidecars[]): WithStill[] {
  const named = files.map((one) => ({ one, name: one.file.name }));
  const others: WithStill[] = [];
  const clips: WithStill[] = [];
  for (const inside of groupBy(named, ({ one }) => folderOf(one)).values()) {
    const pairs = livePairs(inside);
    for (const each of inside) {
      const still = pairs.get(each)?.one.path;
      if (still === undefined) others.push(each.one);
      else clips.push({ ...each.one, still });
    }
  }
  return [...others, ...clips];
}

/** The clips of one folder that the library knows, compared with what a look sees. */
export class KnownClips {
  /** Files of stills, by the path of their clip. */
  private readonly stills = new Map<string, Origin>();
  /** The stills that the look has found beside videos, by the path of the video. */
  private readonly beside = new Map<string, string>();

  /** @param origins of the folder, by path */
  constructor(private readonly origins: ReadonlyMap<string, Origin>) {
    for (const origin of origins.values()) if (origin.clip) this.stills.set(origin.clip.path, origin);
  }

  /** Whether the library knows a file as a clip, of whatever still. */
  has(path: string): boolean {
    return this.stills.has(path);
  }

  /** Returns what the library knows of a video as the clip of the still that lies beside it now. */
  seen(path: string, still: string | undefined): Clip | undefined {
    if (still !== undefined) this.beside.set(path, still);
    const known = this.stills.get(path);
    return known && this.isPaired(known) ? known.clip : undefined;
  }

  /**
   * Returns the files of stills that have lost their clip: it is not there, has another still, or is a photo. If both
   * are gone, they are left together.
   * @param seen paths of the folder
   * @param isGone whether a path that was not seen is no longer there
   */
  lost(seen: ReadonlySet<string>, isGone: (path: string) => boolean): Origin[] {
    return [...this.origins.values()].filter((origin) => {
      const { path, clip } = origin;
      if (!clip) return false;
      return seen.has(clip.path) ? !this.isPaired(origin) : seen.has(path) && isGone(clip.path);
    });
  }

  private isPaired({ path, clip }: Origin): boolean {
    return clip !== undefined && this.beside.get(clip.path) === path && !this.origins.has(clip.path);
  }
}
