/**
 * Places in a sentence. A place with photos is meant by its name alone; one without is meant by "near", because
 * else a word that says much of how a photo looks ("a red bus in London") would leave none over.
 */

import type { Candidate } from './candidate';
import { isOrdinary } from './ordinary-places';
import { TITLE } from './people';
import type { PlaceNames, Stretch } from './reading';

const BEFORE = '(?<![\\p{L}\\p{N}])(?:near|around|close\\s+to)\\s+';
const BEHIND = '近く|近郊|付近|周辺|辺り|あたり|附近|周边|周邊|一带|一帶|旁边|旁邊|郊外';
const NEAR = new RegExp(`${BEFORE}(?=\\p{L})|${BEHIND}`, 'iu');
const NEAR_BEFORE = new RegExp(`${BEFORE}$`, 'iu');
const AT_BEFORE = /(?<![\p{L}\p{N}])(?:in|at|from|to)\s+$|[在去到从從于於来來]$/iu;
const NEAR_BEHIND = new RegExp(`^[の的]?(?:${BEHIND})`, 'u');
const AT_BEHIND = /^(?:で|へ|から|まで|行き)/u;
/** What kind of place it is: 東京都, 上海市. In 京都市場 it begins another word. */
const KIND = /^[都府県縣省市区區县](?!\p{Script=Han}(?<![的在和与與]))/u;
const HAN = /\p{Script=Han}/u;
/** A word of the same name goes on: 東京タワー, "Tokyo Tower". */
const RUNS_ON = /^[\p{Script=Katakana}\p{Script=Latin}\p{N}]/u;
const CAPITAL_BEHIND = /^ \p{Lu}\p{Ll}/u;

/** Whether a place is asked for that may be meant though no photo is of it. */
export function asksForPlace(text: string): boolean {
  return NEAR.test(text);
}

/** @param edges where dates begin and end @param taken beginnings of other names: they go on with no place's */
export function placesIn(
  text: string,
  places: PlaceNames,
  edges: ReadonlySet<number>,
  taken: ReadonlySet<number>,
): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < text.length; at++) {
    const name = places.at(text, at, edges);
    if (!name) continue;
    const place = placeAt(text, { from: at, to: name.to }, places, edges, taken);
    if (place) found.push(place);
    at = name.to - 1;
  }
  return found;
}

function placeAt(
  text: string,
  { from, to }: Stretch,
  places: PlaceNames,
  edges: ReadonlySet<number>,
  taken: ReadonlySet<number>,
): Candidate | null {
  const value = text.slice(from, to);
  const area = places.area(value);
  const kind = HAN.test(value) ? (KIND.exec(text.slice(to))?.[0].length ?? 0) : 0;
  const said = { from, to: to + kind };
  const [before, behind] = [text.slice(0, from), text.slice(said.to)];
  const near = NEAR_BEFORE.exec(before)?.[0] ?? '';
  const at = near || (AT_BEFORE.exec(before)?.[0] ?? '');
  const nearBehind = NEAR_BEHIND.exec(behind)?.[0] ?? '';
  const isNear = near !== '' || nearBehind !== '';
  if (!area || !(isNear || places.has(value))) return null;
  const isLikely = isNear || (isNamed(value, at) && !goesOn());
  const more = nearBehind || (AT_BEHIND.exec(behind)?.[0] ?? '');
  return {
    ...{ kind: 'near', value, said, isLikely, asks: { places: [area] } },
    from: from - (isLikely ? at.length : 0),
    to: said.to + (isLikely ? more.length : 0),
  };

  /** Whether the name is part of that of a thing. */
  function goesOn(): boolean {
    // 松本さん is somebody, known or not.
    if (TITLE.test(behind)) return true;
    if (/^\p{Lu}/u.test(value) && at === '' && CAPITAL_BEHIND.test(behind)) return !taken.has(said.to + 1);
    if (!HAN.test(value.at(-1) ?? '') || taken.has(said.to))
      return RUNS_ON.test(behind) && !/\p{Script=Latin}$/u.test(value);
    return RUNS_ON.test(behind) || hanBehind() === 1;
  }

  /** A character is the end of a longer word (东京塔), two are a word of their own (北京故宫). */
  function hanBehind(): number {
    let end = said.to;
    while (HAN.test(text[end] ?? '') && !edges.has(end) && !/[的在和与與]/.test(text[end] ?? '')) end++;
    return end - said.to;
  }
}

/** "orange" is a colour, "in Orange" a place. */
function isNamed(value: string, at: string): boolean {
  return !isOrdinary(value) || (at !== '' && /^\p{Lu}/u.test(value));
}
