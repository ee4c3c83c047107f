import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facets, NO_FACETS, NO_FILTER } from '#core/filter';
import { DATE_PHRASES } from '#core/query/date-phrases';
import { dateReader } from '#core/query/dates/reader';
import { EXAMPLES } from '#core/query/examples';
import { readQuery } from '#core/query/grammar';
import { suggest, type Typing } from '#core/query/suggest';
import { NO_SEARCHES, type Searches } from '#core/searches';
import { wallTime } from '#core/wall-clock';

const counted = <T>(...values: T[]) => values.map((value) => ({ value, count: 1 }));

const FACETS: Facets = {
  ...NO_FACETS,
  cameras: counted('Canon EOS R5', 'Apple iPhone 17'),
  folders: counted({ source: 'a', path: 'Trips/Lake 2024', name: 'Lake 2024' }),
  kinds: counted('jpeg'),
  tags: counted('lake', 'at work', 'ラーメン'),
  years: counted(2024, 2023),
  favourites: 1,
};

const asked = (text: string) => ({ text, filter: NO_FILTER, photo: null });
const SEARCHES: Searches = {
  ...NO_SEARCHES,
  saved: [{ ...asked('mountain -snow'), id: 's', name: 'Lakes and hills', added: 1 }],
  recent: [
    { ...asked('lake at night'), at: 3 },
    { ...asked('dog'), at: 2 },
  ],
};

const CITIES = ['New York City', 'New Orleans', '京都'];

function typing(text: string, more: Partial<Typing> = {}): Typing {
  return {
    text,
    cursor: text.length,
    facets: FACETS,
    searches: NO_SEARCHES,
    cities: (beginning, most) =>
      CITIES.filter((city) => city.toLowerCase().startsWith(beginning.toLowerCase())).slice(0, most),
    language: 'en',
    ...more,
  };
}

/** Returns suggestions as "kind label -> text". */
const suggested = (text: string, more?: Partial<Typing>) =>
  suggest(typing(text, more)).map(
    (each) => `${each.kind} ${each.label} -> ${'text' in each ? each.text : each.search.text}`,
  );

describe('saved and recent searches', () => {
  test('are the only suggestions before anything is typed', () => {
    expect(suggested('', { searches: SEARCHES })).toEqual([
      'saved Lakes and hills -> mountain -snow',
      'recent lake at night -> lake at night',
      'recent dog -> dog',
    ]);
  });

  test('come first if they contain what is typed', () => {
    expect(suggested('lake', { searches: SEARCHES }).slice(0, 2)).toEqual([
      'saved Lakes and hills -> mountain -snow',
      'recent lake at night -> lake at night',
    ]);
  });

  test('are not suggested if they equal what is typed', () => {
    expect(suggested('dog', { searches: SEARCHES })).toEqual([]);
  });

  test('of conditions alone are labelled with these', () => {
    const recent = [{ text: '', filter: { ...NO_FILTER, kinds: ['png'] }, photo: null, at: 1 }];
    expect(suggest(typing('', { searches: { ...NO_SEARCHES, recent } }))[0]?.label).toBe('kind:png');
  });
});

describe('examples', () => {
  test.each(['en', 'ja', 'zh'] as const)('are offered in %s where nothing can be repeated', (language) => {
    expect(suggested('', { language })).toEqual(
      EXAMPLES[language].map((text) => `example ${text} -> ${text}`),
    );
    expect(suggested('', { language, searches: SEARCHES }).join()).not.toContain('example');
    expect(suggested('zzz', { language })).toEqual([]);
    expect(suggested('', { language, facets: NO_FACETS })).toEqual([]);
  });

  test.each(['en', 'ja', 'zh'] as const)('show a minus and a date in %s', (language) => {
    const kinds = EXAMPLES[language].map((text) =>
      readQuery(text, { dates: dateReader(language, wallTime(2026, 11, 25)) }).parts.map(({ kind }) => kind),
    );
    expect(kinds.map((of) => of.includes('unwanted'))).toEqual([false, true, false, false]);
    expect(kinds.map((of) => of.includes('date'))).toEqual([false, false, true, false]);
  });
});

describe('conditions', () => {
  test.each([
    ['beach la', 'tag lake -> beach tag:lake '],
    ['beach la', 'date last week -> beach last week '],
    ['beach last s', 'date last summer -> beach last summer '],
    ['eos', 'camera Canon EOS R5 -> camera:"Canon EOS R5" '],
    ['sun new yo', 'near New York City -> sun near:"New York City" '],
    ['fav', 'favourite favourite -> is:favourite '],
    ['port', 'shape portrait -> shape:portrait '],
    ['20', 'date 2024 -> 2024 '],
    ['京', 'near 京都 -> near:京都 '],
    ['ラー', 'tag ラーメン -> tag:ラーメン '],
    ['at wo', 'tag at work -> tag:"at work" '],
    ['sea -la', 'withoutTag lake -> sea -tag:lake '],
    ['cam', 'key camera -> camera:'],
  ])('complete %j: %j', (text, expected) => {
    expect(suggested(text)).toContain(expected);
  });

  test('with a typed key are only its values', () => {
    expect(suggested('camera:')).toEqual([
      'camera Canon EOS R5 -> camera:"Canon EOS R5" ',
      'camera Apple iPhone 17 -> camera:"Apple iPhone 17" ',
    ]);
    expect(suggested('sea tag:"at w')).toEqual(['tag at work -> sea tag:"at work" ']);
    expect(suggested('-tag:la')).toEqual(['withoutTag lake -> -tag:lake ']);
    expect(suggested('date:last sum')).not.toContain('date last summer -> date:"last summer" ');
    expect(suggested('date:"last sum')).toContain('date last summer -> date:"last summer" ');
  });

  test('are inserted at the cursor', () => {
    const [first] = suggest(typing('sea la dog', { cursor: 6 }));
    expect(first).toMatchObject({ kind: 'tag', text: 'sea tag:lake dog', cursor: 13, typed: [0, 2] });
  });

  test('that the query already has are not suggested again', () => {
    expect(suggested('tag:lake la').filter((each) => each.startsWith('tag'))).toEqual([]);
  });

  test('are not suggested for a single letter or an unknown beginning', () => {
    expect(suggested('l')).toEqual([]);
    expect(suggested('xyz')).toEqual([]);
  });

  test('have their keys in the language of the interface', () => {
    expect(suggested('カ', { language: 'ja' })).toContain('key カメラ -> カメラ:');
    expect(suggested('标', { language: 'zh' })).toContain('key 标签 -> 标签:');
  });

  test('of dates are in the language of the interface', () => {
    expect(suggested('去年の', { language: 'ja' })).toContain('date 去年の夏 -> 去年の夏 ');
    expect(suggested('上', { language: 'zh' })).toContain('date 上周 -> 上周 ');
  });
});

const dates = dateReader('en', wallTime(2026, 11, 25));

test.each(Object.values(DATE_PHRASES).flat())('the phrase %j is read as a date', (phrase) => {
  expect(dates.only(phrase)).not.toBeNull();
});

test('a suggested condition is read as that condition, for any text', () => {
  const piece = fc.constantFrom(
    'la',
    'ca',
    'tag:',
    '"',
    ' ',
    '-',
    '(',
    'new ',
    'camera:',
    'last',
    'ラ',
    'x',
    '^2',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(12), (pieces, at) => {
      const text = pieces.join('');
      const cursor = Math.min(at, text.length);
      for (const suggestion of suggest(typing(text, { cursor }))) {
        if (!('text' in suggestion) || !['tag', 'withoutTag', 'camera'].includes(suggestion.kind)) continue;
        // An unclosed quote or bracket before it would include it.
        if (/["(]/.test(text)) continue;
        const { parts } = readQuery(suggestion.text);
        expect(parts).toContainEqual(
          expect.objectContaining({ kind: suggestion.kind, value: suggestion.label }),
        );
      }
    }),
  );
});
