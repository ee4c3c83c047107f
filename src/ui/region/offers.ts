/** What a region asks besides its look: for the persons whose faces it covers, and for the words in it. */

import { numbered } from '#core/people';
import { writePart } from '#core/query/writing';
import type { WordLine } from '#core/words';
import type { FaceInPhoto } from '#session/people/contract';
import { boxAround, coverage, type Region } from './geometry';

/** A face or a line of text. */
export interface Thing {
  kind: 'person' | 'words';
  box: Region;
  /** The person's name, empty if they have none; or the line. */
  words: string;
  /** The query that it asks. */
  text: string;
}

/** From this fraction on, a region that covers a box means it. */
const MOSTLY = 0.6;
/** Most offers of a kind, so that they fit. */
const MOST = 2;

/** Faces that belong to somebody, and lines. Hidden people are left out. */
export function thingsIn(faces: readonly FaceInPhoto[], lines: readonly WordLine[]): Thing[] {
  const persons = faces.flatMap(({ box: [x, y, width, height], person, name, hidden }): Thing[] =>
    person === null || hidden
      ? []
      : [
          {
            ...{ kind: 'person', box: { x, y, width, height }, words: name },
            text: writePart('person', name || numbered(person)),
          },
        ],
  );
  const words = lines.map(
    ({ text, corners }): Thing => ({
      ...{ kind: 'words', box: boxAround(corners), words: text },
      text: writePart('written', text),
    }),
  );
  return [...persons, ...words];
}

/** What the region covers mostly: persons before words, each once, the largest first. */
export function offersOf(region: Region, things: readonly Thing[]): Thing[] {
  const covered = things
    .filter(({ box }) => coverage(box, region) >= MOSTLY)
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  const once = [...new Map(covered.map((thing) => [thing.text, thing] as const)).values()];
  const of = (kind: Thing['kind']) => once.filter((thing) => thing.kind === kind).slice(0, MOST);
  return [...of('person'), ...of('words')];
}
