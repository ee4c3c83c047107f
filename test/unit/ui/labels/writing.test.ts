import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvFile, jsonFile, written } from '../../../../src/ui/labels/writing';

/** Blob.text() drops the mark at the start. */
async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

test('a CSV file opens as UTF-8 in spreadsheets, and keeps names whatever they hold', async () => {
  const names = ['a,b.jpg', 'say "cheese".jpg', 'two\nlines.jpg', '猫.jpg', ' '];
  const file = await csvFile('list', ['name', 'number'], names.length, (i) => [names[i] ?? '', -i / 8]);
  expect(file.name).toBe('list.csv');
  expect([...(await bytesOf(file)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { data } = Papa.parse<string[]>((await file.text()).trimEnd());
  expect(data).toEqual([['name', 'number'], ...names.map((name, i) => [name, String(-i / 8)])]);
});

test('a name that a spreadsheet would run as a formula is only text; numbers below zero stay numbers', async () => {
  const file = await csvFile('list', ['name', 'number'], 1, () => ['=HYPERLINK("x")', -0.25]);
  const [, line] = (await file.text()).split('\r\n');
  expect(line).toBe(`"'=HYPERLINK(""x"")",-0.25`);
});

test('long tables are written in slices, and every line is there once', async () => {
  const file = await csvFile('list', ['a', 'b'], 30_000, (i) => [i, i]);
  const lines = (await file.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(30_001);
  expect(lines.at(-1)).toBe('29999,29999');
});

test('JSON is an array, also an empty one', async () => {
  expect(JSON.parse(await (await jsonFile('list', 1, 0, () => ({}))).text())).toEqual([]);
  const file = await jsonFile('list', 1, 3, (i) => ({ i }));
  expect(JSON.parse(await file.text())).toEqual([{ i: 0 }, { i: 1 }, { i: 2 }]);
});

test('numbers have the digits of a 32-bit float', () => {
  expect(written(Math.fround(0.1))).toBe(0.1);
  expect(written(Math.fround(1 / 3))).toBe(0.3333333);
});
