/** Texts about models, derived from the catalogue's data. */

import { tagOf } from '#core/languages';
import { bytesOf, type ImageEntry, type Space, type TextEntry, type Unverified } from '#core/space';
import type { WallTime } from '#core/wall-clock';
import type { Presence } from '#workers/models/contract';
import { formatDay, sentences, spoken, t } from '../i18n';
import { formatBytes, formatList, formatRate, formatTimeLeft } from '../i18n/amounts';

/** Most languages that are listed; more are counted. */
const MOST_LISTED = 4;

export function languageName(tag: string): string {
  if (tag === 'und-Latn') return t('models.otherLatin');
  return new Intl.DisplayNames(tagOf(spoken.value), { type: 'language' }).of(tag) ?? tag;
}

export function languagesText({ languages }: TextEntry): string {
  if (languages.includes('*')) return t('models.languagesUnknown');
  if (languages.length > MOST_LISTED) return t('models.languages', { count: languages.length });
  return formatList(languages.map(languageName));
}

/**
 * Returns for example "89.1 MB", or what has been published of the size.
 * @param about `Space.about`, if it applies to these encoders
 */
export function sizeText(encoders: readonly (ImageEntry | TextEntry)[], about?: number): string {
  const known = encoders.every(({ files }) => files.every(({ bytes }) => bytes !== null));
  const bytes = bytesOf(encoders);
  if (known) return formatBytes(bytes);
  if (about !== undefined) return t('models.sizeAbout', { size: formatBytes(about) });
  return bytes > 1_000_000 ? t('models.sizeAtLeast', { size: formatBytes(bytes) }) : t('models.sizeUnknown');
}

/** Returns the size of an image encoder and a text encoder of a space together. */
export function pairText(space: Space, image: ImageEntry, text: TextEntry): string {
  const first = image === space.images[0] && text === space.texts[0];
  return sizeText([image, text], first ? space.about : undefined);
}

/** Returns what has to be downloaded for an encoder: itself, or the source that the device makes it from. */
export function fetchedFor<E extends ImageEntry | TextEntry>(encoder: E, { images }: Space): E | ImageEntry {
  return sourceOf(encoder, images) ?? encoder;
}

/** Returns the source of a build made on the device; undefined for others. */
export function sourceOf(
  { home }: ImageEntry | TextEntry,
  images: readonly ImageEntry[],
): ImageEntry | undefined {
  return home.kind === 'made' ? images.find(({ id }) => id === home.from) : undefined;
}

/** Returns for example "31 MB of 89 MB, 4.2 MB a second, about a minute left". */
export function loadingText({ loaded, total, perSecond }: Extract<Presence, { state: 'loading' }>): string {
  const words: string[] = [
    total === null
      ? formatBytes(loaded)
      : t('models.loaded', { loaded: formatBytes(loaded), total: formatBytes(total) }),
  ];
  if (perSecond !== null && perSecond > 0) {
    words.push(t('indexing.rate', { rate: formatBytes(perSecond) }));
    if (total !== null) words.push(formatTimeLeft((total - loaded) / perSecond));
  }
  return formatList(words);
}

/** Returns a sentence on the strengths of a space. */
export function strengthText({ id }: Space): string {
  switch (id) {
    case 'starter-2':
      return t('models.good.starter');
    case 'tinyclip-8m':
      return t('models.good.tinyclip');
    case 'clip-b32':
      return t('models.good.clip');
    case 'japanese-clip-base':
      return t('models.good.japanese');
    case 'chinese-clip-b16':
      return t('models.good.chinese');
    case 'uform3-small':
      return t('models.good.uformSmall');
    case 'uform3-multilingual':
      return t('models.good.uform');
    case 'openclip-b32-256':
      return t('models.good.openclip');
    case 'siglip2-base':
      return t('models.good.siglip');
    default:
      return t('models.good.own');
  }
}

const UNVERIFIED: Partial<Record<string, () => string>> & Record<Unverified, () => string> = {
  hash: () => t('models.unverified.hash'),
  preprocessing: () => t('models.unverified.preprocessing'),
  licence: () => t('models.unverified.licence'),
  tensors: () => t('models.unverified.tensors'),
};

export function unverifiedText({ unverified }: Space): string {
  // A model of the user's own that an earlier version stored may name things that are not listed any more.
  return formatList(unverified.flatMap((what) => UNVERIFIED[what]?.() ?? []));
}

/**
 * Says when and where these encoders were tried with their real files, how fast they were and what they found, or
 * that they never were.
 * @param language of the queries whose figure is shown, if there is one
 */
export function verifiedText(
  { verified }: Space,
  image: ImageEntry,
  text: TextEntry,
  language: string,
): string {
  if (!verified || ![image, text].every(({ id }) => verified.encoders.includes(id)))
    return t('models.untried');
  const tried = t('models.verified', {
    date: formatDay(Date.parse(verified.date) as WallTime),
    device: verified.device,
  });
  const found = verified.album[language] ?? Object.values(verified.album)[0];
  const ms = verified.ms[image.id];
  if (!found || ms === undefined) return tried;
  return sentences(tried, t('models.verifiedFigures', { ms: milliseconds(ms), ...found }));
}

/** Returns the published recall of a space in words, with its source; null if none is published. */
export function recallText({ published }: Space): string | null {
  if (!published) return null;
  const figures = Object.entries(published.percent).map(([tag, percent]) =>
    t('models.recallFor', { language: languageName(tag), percent: Math.round(percent) }),
  );
  const recall = t('models.recall', { figures: formatList(figures), source: published.source });
  return published.trained ? `${recall} ${t('models.recallTrained')}` : recall;
}

/** Returns where a space is downloaded from: a repository, an address, or a folder's name. */
export function sourceText({ images: [image] }: Space): string {
  if (image?.home.kind === 'hub') return image.home.repository;
  if (image?.home.kind === 'folder') return image.home.name;
  return image && 'base' in image.home ? image.home.base : '';
}

/** Returns "about 2 minutes" or "about 3 hours": an estimate, so never less than a minute. */
export function durationText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 90
    ? t('models.upgrade.minutes', { count: minutes })
    : t('models.upgrade.hours', { count: Math.round(minutes / 60) });
}

/** Returns for example "8.2 ms". */
export const milliseconds = (ms: number): string => `${formatRate(ms)} ms`;
