/** Chooses the model to recommend to a person on a device; the starter is only the doorstep. */

import { speaks } from '#core/language';
import { type ImageEntry, publishedBytes, type Space, type TextEntry } from '#core/space';
import { FOR_ENGLISH, FOR_MORE_LANGUAGES } from '#models/recommended';

/** What decides between models. */
export interface Situation {
  /** Languages of the interface and of recent queries, as BCP 47 tags. */
  languages: readonly string[];
  /** Bytes that the browser still grants; null if it does not say. */
  free: number | null;
  /** The user pays for data, or has asked to save it. */
  saveData: boolean;
  /** WebGPU computes with half floats here: it runs builds in 16 bits, which WASM is slow with. */
  halfFloats: boolean;
}

/** The encoders of a space that a person needs on a device. */
export interface Needed {
  space: Space;
  image: ImageEntry;
  /** Together they understand all languages of the situation. */
  texts: readonly TextEntry[];
}

/** Bytes that must stay free for the library's own growth. */
const SPARE_BYTES = 200_000_000;
/** Largest download to recommend over a connection that is paid for by the byte. */
const MOST_METERED_BYTES = 100_000_000;

/**
 * Returns the first model in the order of preference that understands every language and fits the device. Over
 * a metered connection a small one is preferred; if none is small, the best is returned all the same, since the
 * person decides when to download. Null if no model fits.
 */
export function recommendedFor(spaces: readonly Space[], situation: Situation): Needed | null {
  const { languages, free, saveData } = situation;
  const order = languages.every((language) => language === 'en') ? FOR_ENGLISH : FOR_MORE_LANGUAGES;
  const fitting = order.flatMap((id) => {
    const space = spaces.find((each) => each.id === id);
    const needed = space && neededFor(space, situation);
    return needed && (free === null || sizeOf(needed) + SPARE_BYTES <= free) ? [needed] : [];
  });
  const small = saveData ? fitting.find((needed) => sizeOf(needed) <= MOST_METERED_BYTES) : undefined;
  return small ?? fitting[0] ?? null;
}

/** Returns what this space needs; null if none of its text encoders understands one of the languages. */
function neededFor(space: Space, { languages, halfFloats }: Situation): Needed | null {
  const [first] = space.images;
  const image = space.images.find(({ precision, backends }) =>
    halfFloats ? precision === 'fp16' && backends.includes('webgpu') : precision !== 'fp16',
  );
  // One encoder for all languages makes the others superfluous.
  const all = space.texts.find((text) => languages.every((language) => speaks(text.languages, language)));
  const each = languages.map((language) => space.texts.find((text) => speaks(text.languages, language)));
  const texts = all ? [all] : [...new Set(each)];
  if (!first || texts.includes(undefined)) return null;
  return { space, image: image ?? first, texts: texts.filter((text) => text !== undefined) };
}

/** Size of the download; infinite if it has not been published. */
export function sizeOf({ space, image, texts }: Needed): number {
  return publishedBytes(space, [image, ...texts]) ?? Number.POSITIVE_INFINITY;
}
