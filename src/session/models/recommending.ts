/**
 * Chooses the model to recommend to a person on a device; the starter is only the doorstep. models/README.md,
 * "Recommended", has the rule as a table.
 */

import {
  type Backend,
  type EncoderId,
  type ImageEntry,
  publishedBytes,
  type Space,
  type TextEntry,
} from '#core/space';
import { speaks } from '#core/speaks';
import { type DevicePace, forecast } from '#models/forecast';
import { FOR_ENGLISH, FOR_MORE_LANGUAGES } from '#models/recommended';

/** What decides between models. */
export interface Situation {
  /** Languages of the interface and of recent queries, as BCP 47 tags. */
  languages: readonly string[];
  /** Bytes that the browser still grants; null if it does not say. */
  free: number | null;
  /** The user pays for data, or has asked to save it. */
  saveData: boolean;
  /** Photos that have to be encoded anew. */
  photos: number;
  /** Null if it could not be measured: then a build for WASM is chosen, and no time is known. */
  pace: DevicePace | null;
  /** Milliseconds a picture of encoders that have been at work here, by backend. */
  known: Readonly<Record<EncoderId, Partial<Record<Backend, number>>>>;
}

/** The encoders of a space that a person needs on a device. */
export interface Needed {
  space: Space;
  image: ImageEntry;
  /** Together they understand all languages of the situation. */
  texts: readonly TextEntry[];
  /** Milliseconds a picture on the better backend, predicted or known; null if there is no pace. */
  picture: number | null;
  /** Seconds in which the whole library is encoded anew; null likewise. */
  seconds: number | null;
}

/** Bytes that must stay free for the library's own growth. */
const SPARE_BYTES = 200_000_000;
/** Largest download to recommend over a connection that is paid for by the byte. */
const MOST_METERED_BYTES = 100_000_000;
/** How long a library may take before a faster model is recommended, in seconds: a visit or two. */
export const BEARABLE_SECONDS = 3600;
/** Forecasts are right within this factor: a model that is faster by less need not be. */
const FORECAST_ERROR = 1.5;

/**
 * Returns the first model in the order of preference that understands every language, fits the device and encodes the
 * library in a bearable time, or about as fast as the fastest. Over a metered connection only small ones are considered; if none is
 * small, all are, since the person decides when to download. Null if no model fits.
 */
export function recommendedFor(spaces: readonly Space[], situation: Situation): Needed | null {
  const { languages, free, saveData } = situation;
  const order = languages.every((language) => language === 'en') ? FOR_ENGLISH : FOR_MORE_LANGUAGES;
  const fitting = order
    .flatMap((id) => spaces.find((space) => space.id === id) ?? [])
    .map((space) =>
      buildsFor(space, situation).filter((each) => free === null || sizeOf(each) + SPARE_BYTES <= free),
    );
  const small = saveData
    ? fitting.map((builds) => builds.filter((each) => sizeOf(each) <= MOST_METERED_BYTES))
    : [];
  const pool = small.some((builds) => builds.length > 0) ? small : fitting;
  const best = pool.flatMap((builds) => fastest(builds) ?? []);
  const least = Math.min(...best.map(({ seconds }) => seconds ?? 0));
  const limit = Math.max(BEARABLE_SECONDS, least * FORECAST_ERROR);
  return best.find(({ seconds }) => (seconds ?? 0) <= limit) ?? null;
}

/** The first of those builds that take least for a picture; null if there are none. */
function fastest(builds: readonly Needed[]): Needed | null {
  return builds.reduce<Needed | null>(
    (best, each) => (best && (best.picture ?? 0) <= (each.picture ?? 0) ? best : each),
    null,
  );
}

/**
 * Returns what this space needs with each of its builds that may be fastest here: one for the processor, one for WebGPU. Empty
 * if none of its text encoders understands one of the languages.
 */
function buildsFor(space: Space, situation: Situation): Needed[] {
  const { languages } = situation;
  // One encoder for all languages makes the others superfluous.
  const all = space.texts.find((text) => languages.every((language) => speaks(text.languages, language)));
  const each = languages.map((language) => space.texts.find((text) => speaks(text.languages, language)));
  const texts = all ? [all] : [...new Set(each)].filter((text) => text !== undefined);
  if (!all && each.includes(undefined)) return [];
  // WASM is slow with half floats.
  const onWasm = space.images.find(({ precision }) => precision !== 'fp16') ?? space.images[0];
  const runs = (image: ImageEntry | undefined, backend: Backend) =>
    image?.backends.includes(backend) && pictureTime(space, image, backend, situation) !== null;
  const builds: [ImageEntry | undefined, Backend][] = [
    [onWasm, 'wasm'],
    [runs(onWasm, 'tower') ? onWasm : undefined, 'tower'],
    [space.images.find((image) => runs(image, 'webgpu')), 'webgpu'],
  ];
  return builds.flatMap(([image, backend]) => {
    if (!image) return [];
    const picture = pictureTime(space, image, backend, situation);
    return [{ space, image, texts, picture, seconds: picture && libraryTime(picture, situation) }];
  });
}

/** @returns milliseconds a picture: those of this device if the encoder was here, else a forecast; null without one */
function pictureTime(
  { multiplyAdds }: Space,
  { id, precision }: ImageEntry,
  backend: Backend,
  { pace, known }: Situation,
): number | null {
  const seen = known[id]?.[backend];
  if (seen !== undefined) return seen;
  return pace && multiplyAdds ? forecast(pace, { multiplyAdds, precision, backend }) : null;
}

/** @returns seconds. While one photo is encoded, the next are read and decoded: the slower counts */
function libraryTime(picture: number, { photos, pace }: Situation): number {
  return (photos * Math.max(picture, pace?.photo ?? 0)) / 1000;
}

/** Size of the download; infinite if it has not been published. */
export function sizeOf({ space, image, texts }: Pick<Needed, 'space' | 'image' | 'texts'>): number {
  return publishedBytes(space, [image, ...texts]) ?? Number.POSITIVE_INFINITY;
}
