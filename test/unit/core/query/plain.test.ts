/** Words in single quotation marks stay words; apostrophes are no such marks. */

import { expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';

const said = (text: string) => {
  const { terms, parts } = readQuery(text, { people: ['Rose', '桜', 'O’Brien'] });
  return [terms.map((term) => term.text).join(' | '), ...parts.map(({ kind, value }) => `${kind} ${value}`)];
};

test.each([
  ["a 'rose' garden", 'a rose garden', 'words a', 'words rose', 'words garden'],
  ['a ‘Rose’ garden', 'a Rose garden', 'words a', 'words Rose', 'words garden'],
  ["'桜'の木", '桜の木', 'words 桜', 'words の木'],
  ['海辺の＇桜＇', '海辺の桜', 'words 海辺の', 'words 桜'],
  ["'no cars' please", 'no cars please', 'words no cars please'],
  ["rock 'n' roll", 'rock n roll', 'words rock n roll'],
  ["'O’Brien' at sea", 'O’Brien at sea', 'words O’Brien', 'words at sea'],
  ["Rose's and O’Brien's", '', 'person Rose', 'person O’Brien'],
  ["the dogs' house", "the dogs' house", "words the dogs' house"],
  ["'", "'", "words '"],
])('%s', (text, ...expected) => {
  expect(said(text)).toEqual(expected);
});
