import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';
import { withoutPart, withPart, writeQuery } from '#core/query/writing';

/** Random text: any characters, and more often tokens of the grammar. */
const QUERY = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
      fc.constantFrom(...'+-−－＋()（）"“”「」『』^.:：,0123456789 　'),
      fc.constantFrom(
        '^2',
        '^0.5',
        'tag:',
        'date:',
        '2024',
        '-06',
        '..',
        'near:1,2',
        'in:-1,170,2,-170',
        'camera:',
        'camera:"7D"',
        'folder:/',
        'is:favourite',
      ),
      fc.constantFrom(
        'dog',
        '犬',
        'shape:',
        'square',
        ' -',
        ' +(',
        ') ',
        ' "',
        '" ',
        '🐕',
        'e\u0301',
        '\ud800',
      ),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

/** A reading without anything. */
const NOTHING = readQuery('');

const holds = (written: string, text: string) => readQuery(written).terms.some((term) => term.text === text);

/** The meaning without brackets and quotation marks in words, which not every writing can hold. */
const bare = (text: string) => {
  const { terms, filter } = meaning(text);
  const plain = (text: string) => text.replaceAll(/["＂“”„「」『』()（）\s]+/g, ' ').trim();
  return { terms: terms.map((term) => ({ ...term, text: plain(term.text) })), filter };
};

const meaning = (text: string) => {
  const { terms, filter } = readQuery(text);
  return { terms, filter };
};

describe('for any text', () => {
  test('reading throws no error, and returns parts in order', () => {
    fc.assert(
      fc.property(QUERY, (text) => {
        let at = 0;
        for (const { from, to } of readQuery(text).parts) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('everything outside of the parts is space', () => {
    fc.assert(
      fc.property(QUERY, (text) => {
        const left = readQuery(text).parts.reduceRight(
          (rest, { from, to }) => rest.slice(0, from) + rest.slice(to),
          text,
        );
        expect(left.trim()).toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test('writing keeps the meaning, and is idempotent', () => {
    fc.assert(
      fc.property(QUERY, (text) => {
        const written = writeQuery(readQuery(text));
        const isHeld = readQuery(text).terms.every((term) =>
          holds(writeQuery({ ...NOTHING, terms: [term] }), term.text),
        );
        const read = isHeld ? meaning : bare;
        expect(read(written)).toEqual(read(text));
        expect(writeQuery(readQuery(written))).toBe(written);
      }),
      {
        numRuns: 5000,
        // Found by chance: what is left of the words ends the brackets that would hold them.
        examples: [['“ "camera:"7D") +']],
      },
    );
  });

  test('removing all parts leaves nothing', () => {
    fc.assert(
      fc.property(QUERY, (text) => {
        expect(readQuery(text).parts.reduceRight(withoutPart, text).trim()).toBe('');
      }),
    );
  });
});

test.each([
  ['  beach   +sunset', 'beach +sunset'],
  ['-people^3 dog', 'dog -people^3'],
  ['日付：2024 海', '海 date:2024'],
  ['date:2024-06-01..2024-08-31', 'date:2024-06..2024-08'],
  ['カメラ:canon camera:"X100" camera:「Canon EOS 7D」', 'camera:canon camera:"X100" camera:"Canon EOS 7D"'],
  ['"a b" tag:"c d"', '"a b" tag:"c d"'],
  ['+(two words)^2', '+(two words)^2'],
])('%j is written as %j', (text, written) => {
  expect(writeQuery(readQuery(text))).toBe(written);
});

describe('withPart', () => {
  test.each([
    ['', 'wanted', 'sun', '+sun'],
    ['sea', 'unwanted', 'many people', 'sea -(many people)'],
    ['sea', 'tag', 'at work', 'sea tag:"at work"'],
    ['sea', 'camera', 'X100', 'sea camera:"X100"'],
    ['sea', 'withoutTag', 'x', 'sea -tag:x'],
    ['sea', 'text', 'IMG', 'sea "IMG"'],
    ['sea shape:portrait dog', 'shape', 'square', 'sea dog shape:square'],
    ['sea tag:x', 'tag', 'x', 'sea tag:x'],
    ['sea +(many people)', 'wanted', 'sun', 'sea +(many people) +sun'],
    ['sea', 'words', 'sun', 'sea sun'],
    ['5" nails', 'text', 'IMG', '5" nails "IMG"'],
    ['"nails', 'text', 'IMG', '"IMG" "nails'],
    ['', 'favourite', '', 'is:favourite'],
    ['', 'date', 'last summer', 'date:"last summer"'],
  ] as const)('adds to %j the part %s %j: %j', (text, kind, value, expected) => {
    expect(withPart(text, kind, value)).toBe(expected);
  });
});

test('withoutPart leaves one space between the neighbours of a part', () => {
  const text = 'sea  -people  dog';
  const part = readQuery(text).parts.find(({ kind }) => kind === 'unwanted');
  expect(part && withoutPart(text, part)).toBe('sea dog');
});
