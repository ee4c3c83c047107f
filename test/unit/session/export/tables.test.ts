import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Items, Table } from '#session/export/contract';
import { csvFile, jsonFile, pathsOf } from '#session/export/tables';

/** Reads the raw bytes, because Blob.text() drops the byte order mark. */
async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

function table(head: string[], row: Table['row']): Table {
  return { name: 'list', head, photos: [], row };
}

function items(item: Items['item']): Items {
  return { name: 'list', width: 1, photos: [], item };
}

test('a CSV file opens as UTF-8 in spreadsheets, and preserves any name', async () => {
  const names = ['a,b.jpg', 'say "cheese".jpg', 'two\nlines.jpg', '猫.jpg', ' '];
  const file = await csvFile(
    table(['name', 'number'], (i, path) => [path, -i / 8]),
    names,
  );
  expect(file.name).toBe('list.csv');
  expect([...(await bytesOf(file)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { data } = Papa.parse<string[]>((await file.text()).trimEnd());
  expect(data).toEqual([['name', 'number'], ...names.map((name, i) => [name, String(-i / 8)])]);
});

test('a name that looks like a formula is only text, and negative numbers stay numbers', async () => {
  const file = await csvFile(
    table(['name', 'number'], () => ['=HYPERLINK("x")', -0.25]),
    [''],
  );
  const [, line] = (await file.text()).split('\r\n');
  expect(line).toBe(`"'=HYPERLINK(""x"")",-0.25`);
});

test('a long table is written in slices, with every line once', async () => {
  const paths = Array.from({ length: 30_000 }, (_, i) => `${i}.jpg`);
  const file = await csvFile(
    table(['a', 'b'], (i, path) => [i, path]),
    paths,
  );
  const lines = (await file.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(30_001);
  expect(lines.at(-1)).toBe('29999,29999.jpg');
});

test('a JSON file is an array, even without items', async () => {
  const empty = await jsonFile(
    items(() => ({})),
    [],
  );
  expect(JSON.parse(await empty.text())).toEqual([]);
  const file = await jsonFile(
    items((i, path) => ({ i, path })),
    ['a', 'b', 'c'],
  );
  expect(JSON.parse(await file.text())).toEqual([
    { i: 0, path: 'a' },
    { i: 1, path: 'b' },
    { i: 2, path: 'c' },
  ]);
});

test('a photo that was removed meanwhile has an empty path, and the others keep theirs', () => {
  const origins = [{ path: 'japan/b.jpg' }];
  expect(pathsOf([{ no: 1 }, { no: 2 }], [{ no: 2, origins }])).toEqual(['', 'japan/b.jpg']);
});
