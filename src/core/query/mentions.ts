/** What a sentence mentions: people, own words, places and dates; and what else each may mean. */

import type { Filter } from '#core/filter';
import type { Candidate } from './candidate';
import { nameFinder } from './names';
import { NOBODY, ONLY, peopleIn } from './people';
import { placesIn } from './places';
import type { DateReader, Knowledge, OtherReading, Stretch } from './reading';
import { oneSpaced, overlap } from './stretches';

/** What was taken of a sentence: `kind` is `words` if its other readings are only offered. */
export interface Mention extends Stretch {
  kind: OtherReading['kind'];
  value: string;
  said: Stretch;
  asks?: Partial<Filter>;
  others: OtherReading[];
}

/** Of two that say the same the first is taken. What the user has named comes before what all the world calls so. */
const ORDER = ['person', 'ownWord', 'near', 'date'] as const;

/** Words before a date that belong to it, and those behind. */
const DATE_BEFORE = /^(?:taken\s+)?(?:in|on|from|of|during|between|since|before|after|until)\s+(?:the\s+)?/i;
const DATE_BEHIND = /(?<=[\p{Script=Han}\p{Script=Hiragana}])[のにで的]$/u;

/** In the order of the text, without overlaps: the longest are taken. @param closed stretches in which nothing is found */
export function mentionsIn(text: string, knows: Knowledge, closed: readonly Stretch[] = []): Mention[] {
  const all = candidatesIn(text, knows).filter((each) => !closed.some((other) => overlap(each, other)));
  const byWeight = all.toSorted(
    (a, b) =>
      Number(b.isLikely) - Number(a.isLikely) ||
      b.to - b.from - (a.to - a.from) ||
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  const mentions: Mention[] = [];
  for (const candidate of byWeight) {
    const same = mentions.find(({ said }) => isSame(said, candidate.said));
    if (same) {
      same.others.push(otherOf(candidate));
      continue;
    }
    if (mentions.some((mention) => overlap(mention, candidate))) continue;
    const { isLikely, ...taken } = candidate;
    if (isLikely) mentions.push({ ...taken, others: [] });
    else {
      const { from, to } = candidate.said;
      const value = text.slice(from, to);
      mentions.push({ from, to, value, kind: 'words', said: candidate.said, others: [otherOf(candidate)] });
    }
  }
  for (const mention of mentions) finish(mention, text, knows.dates);
  return mentions.sort((a, b) => a.from - b.from);
}

/** What a name may mean, be it found in a sentence or written with its key. @param kind what it is taken for */
export function othersOf(name: string, kind: Mention['kind'], knows: Knowledge): OtherReading[] {
  const whole = { from: 0, to: name.length };
  const found = candidatesIn(name, knows).filter((each) => each.kind !== kind && isSame(each.said, whole));
  const others = found.map(otherOf);
  if (kind !== 'date' && !others.some((other) => other.kind === 'date'))
    others.push(...dateNamed(name, knows.dates));
  return inOrder(others);
}

function candidatesIn(text: string, { dates, people, ownWords, places }: Knowledge): Candidate[] {
  const days = (dates?.among(text) ?? []).map(({ from, to, range }): Candidate => {
    const whole = text.slice(from, to);
    const before = DATE_BEFORE.exec(whole)?.[0].length ?? 0;
    const said = { from: from + before, to: to - (DATE_BEHIND.exec(whole)?.[0].length ?? 0) };
    const value = oneSpaced(text.slice(from, said.to));
    return { from, to, kind: 'date', value, said, isLikely: true, asks: { taken: range } };
  });
  const edges = new Set(days.flatMap(({ from, to, said }) => [from, to, said.to]));
  const persons = people ? peopleIn(text, people, edges) : [];
  const own = ownWords ? ownWordsIn(text, ownWords, edges) : [];
  const taken = new Set([...days, ...persons, ...own].map(({ from }) => from));
  return [...persons, ...own, ...(places ? placesIn(text, places, edges, taken) : []), ...days];
}

function ownWordsIn(text: string, names: readonly string[], edges: ReadonlySet<number>): Candidate[] {
  const nameAt = nameFinder(names);
  const found: Candidate[] = [];
  for (let from = 0; from < text.length; from++) {
    const word = nameAt(text, from, edges);
    if (!word) continue;
    const { name: value, to } = word;
    found.push({ from, to, kind: 'ownWord', value, said: { from, to }, isLikely: true });
    from = to - 1;
  }
  return found;
}

/** Adds the other readings that need no candidate. */
function finish(mention: Mention, text: string, dates: DateReader | undefined): void {
  const { kind, value, said, others } = mention;
  const isName = kind !== 'date' && value !== NOBODY && value !== ONLY;
  const isDated = others.some((other) => other.kind === 'date');
  const isTaken = kind !== 'words';
  if (isName && isTaken && !isDated) others.push(...dateNamed(text.slice(said.from, said.to), dates));
  mention.others = inOrder(others);
  if (isTaken) mention.others.push({ kind: 'words', value: text.slice(said.from, said.to) });
}

/** "May" alone is no date, but may have been meant as one. */
function dateNamed(name: string, dates: DateReader | undefined): OtherReading[] {
  const range = /\p{L}/u.test(name) ? dates?.only(name) : null;
  return range ? [{ kind: 'date', value: name, range }] : [];
}

function otherOf({ kind, value, asks }: Candidate): OtherReading {
  return { kind, value, ...(asks?.taken && { range: asks.taken }) };
}

function inOrder(others: readonly OtherReading[]): OtherReading[] {
  return ORDER.flatMap((kind) => others.find((other) => other.kind === kind) ?? []);
}

const isSame = (a: Stretch, b: Stretch) => a.from === b.from && a.to === b.to;
