/** Conditions as they are written, "camera:canon", and what they ask of a photo. */

import type { Filter, Orientation, TimeRange } from '#core/filter';
import { folded } from '#core/folding';
import type { Language } from '#core/languages';
import { earlier, later } from '#core/wall-clock';
import { hull, readPeriod } from './period';
import type { ConditionKey, Knowledge } from './reading';
import type { Token } from './scan';

/** Kilometres around a place that count as near it, unless the query says otherwise. */
export const NEAR_KM = 25;

export type KeyName = Exclude<ConditionKey, 'withoutTag' | 'withoutPerson'>;

/** Names of the keys: English first, then Japanese, Chinese last. */
const KEY_NAMES: Record<KeyName, readonly [string, ...string[]]> = {
  date: ['date', '日付', '日時', '撮影日', '时间', '日期'],
  near: ['near', '場所', '近く', 'in', '範囲', '范围', '附近', '地点'],
  camera: ['camera', 'カメラ', '相机'],
  folder: ['folder', 'フォルダ', 'フォルダー', '文件夹'],
  kind: ['kind', '種類', 'type', '形式', '格式', '类型'],
  shape: ['shape', '向き', '形', '形状', '方向'],
  tag: ['tag', 'タグ', '标签'],
  favourite: ['is', '状態', '是'],
  written: ['text', '文字', 'テキスト', '文本', '文字'],
  person: ['person', '人', '人物', '人物'],
};

const KEYS = byName(KEY_NAMES);

/** Before the name of a word that the user made: no condition, but written as one. */
const OWN_WORD_KEYS = ['word', 'ことば', '言葉', '词', '词语'];

export const isOwnWordKey = (key: string) => OWN_WORD_KEYS.includes(folded(key));

const SHAPES = byName<Orientation>({
  landscape: ['landscape', 'wide', '横', '横長', '横向き', '横向', '横图'],
  portrait: ['portrait', 'tall', '縦', '縦長', '縦向き', '竖', '竖向', '竖图'],
  square: ['square', '正方形', '方形', 'スクエア', '方图'],
});

/** Who else is in it. In quotation marks each is a name. */
const COMPANY = byName<'none' | 'only'>({
  none: ['none', 'nobody', 'なし', 'いない', '誰もいない', '无', '无人', '没有人', '沒有人'],
  only: ['only', 'だけ', 'のみ', '只有', '仅'],
});

const FAVOURITE = ['favourite', 'favorite', 'お気に入り', '收藏', '最爱'];

/** Kinds of `kindsOf`, with the other names that people use. */
const KINDS = byName({
  jpeg: ['jpeg', 'jpg'],
  tiff: ['tiff', 'tif'],
  psd: ['psd', 'psb', 'photoshop'],
  video: ['video', 'videos', '動画', 'ビデオ', '视频'],
  mov: ['mov', 'quicktime'],
  mkv: ['mkv', 'matroska'],
  '3gp': ['3gp', '3gpp'],
  '3g2': ['3g2', '3gpp2'],
  ...Object.fromEntries(
    'png webp gif bmp ico svg avif heic heif jxl jp2 dng cr2 cr3 nef arw raf orf rw2 pef srw mp4 m4v webm'
      .split(' ')
      .map((kind) => [kind, [kind]]),
  ),
});

export interface Condition {
  key: ConditionKey;
  /** What the condition adds to the filter. */
  asks: Partial<Filter>;
}

/** Null if the key or its value is not understood, or needs knowledge that is not loaded. */
export function conditionOf({ sign, key, value, form }: Token, knows: Knowledge): Condition | null {
  const meant = keyOf(key);
  if (meant === undefined || value.trim() === '') return null;
  // A quotation that is still being typed.
  if (form === 'word' && /^["＂“”„「『]/.test(value)) return null;
  if (sign === '-') {
    if (meant === 'tag') return { key: 'withoutTag', asks: { withoutTags: [value] } };
    return meant === 'person' ? { key: 'withoutPerson', asks: { withoutPeople: [value] } } : null;
  }
  const exact = form === 'quoted' && EXACT[meant]?.(value);
  const asks = exact || ASKS[meant](value, knows);
  return asks && { key: meant, asks };
}

/** The key of that name, in any of the languages. */
export function keyOf(name: string): KeyName | undefined {
  return KEYS.get(folded(name));
}

/** All keys as they are called in the language of the interface. */
export function keyNames(language: Language): string[] {
  const place = { en: 0, ja: 1, zh: -1 }[language];
  return Object.values(KEY_NAMES).map((names) => names.at(place) ?? names[0]);
}

/** A quotation is the whole name: what is chosen from a list passes what the list counts. */
const EXACT: Partial<Record<KeyName, (value: string) => Partial<Filter>>> = {
  camera: (value) => ({ cameras: [value] }),
  person: (value) => ({ people: [value] }),
};

const ASKS: Record<KeyName, (value: string, knows: Knowledge) => Partial<Filter> | null> = {
  date: (value, { dates }) => {
    const taken = readPeriod(value) ?? dates?.only(value);
    return taken ? { taken } : null;
  },
  near: (value, { place }) => {
    const area = readArea(value) ?? place?.(value);
    return area ? { places: [area] } : null;
  },
  camera: (part) => ({ cameras: [{ part }] }),
  folder: (value) => {
    const path = value.replaceAll('\\', '/').replace(/^\/+|\/+$/g, '');
    return path === '' ? null : { folders: [{ source: null, path }] };
  },
  kind: (value) => {
    const kind = KINDS.get(folded(value));
    return kind ? { kinds: [kind] } : null;
  },
  shape: (value) => {
    const orientation = SHAPES.get(folded(value));
    return orientation ? { orientation } : null;
  },
  tag: (value) => ({ tags: [value] }),
  written: (value) => ({ written: [value] }),
  person: (value) => {
    const company = COMPANY.get(folded(value));
    return company ? { company } : { people: [value] };
  },
  favourite: (value) => (FAVOURITE.includes(folded(value)) ? { favourite: true } : null),
};

/**
 * Two dates in one query: their intersection, or, if that is empty, everything from the one to the other
 * ("2022 2023").
 */
export function bothDates(a: TimeRange | null, b: TimeRange): TimeRange {
  if (!a) return b;
  const shared = { from: later(a.from, b.from), before: earlier(a.before, b.before) };
  return shared.from < shared.before ? shared : hull(a, b);
}

/**
 * "35.68,139.69" or, with kilometres, "35.68,139.69,5"; or bounds from the south-west to the north-east,
 * "35.1,139.4,35.8,140.2".
 */
function readArea(value: string): Filter['places'][number] | null {
  const written = value.normalize('NFKC').split(/[,;、]/);
  if (written.length > 4 || written.some((number) => number.trim() === '')) return null;
  // Of -0 there is no written form.
  const numbers = written.map((number) => Number(number) + 0);
  if (numbers.length === 4) {
    const [south, west, north, east] = numbers as [number, number, number, number];
    const real = isOnEarth(south, west) && isOnEarth(north, east) && south <= north;
    return real ? { south, west, north, east } : null;
  }
  const [latitude = Number.NaN, longitude = Number.NaN, within = NEAR_KM] = numbers;
  return isOnEarth(latitude, longitude) && within >= 0 ? { latitude, longitude, within } : null;
}

function isOnEarth(latitude: number, longitude: number): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** From each name to what it means. */
function byName<T extends string>(names: Record<T, readonly string[]>): Map<string, T> {
  const meanings = Object.entries(names) as [T, readonly string[]][];
  return new Map(meanings.flatMap(([meant, called]) => called.map((name) => [folded(name), meant] as const)));
}
