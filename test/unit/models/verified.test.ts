import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSpace } from '#models/catalogue';
import { type Ranking, type VerifiedEncoder, type VerifiedRecord, withRecord } from '#models/verified';
import { faultsOf, tableOf } from '../../../tools/verify-model/judging';

const FOLDER = 'models/verified';
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe.each(FILES)('the record %s', (name) => {
  const record: VerifiedRecord = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
  const space = findSpace(record.space);
  const entries = [...(space?.images ?? []), ...(space?.texts ?? [])];

  test('is of a space of the catalogue, which it names', () => {
    expect(space).toBeDefined();
    expect(name).toBe(`${record.space}.json`);
    expect(Date.parse(record.date)).not.toBeNaN();
  });

  test('has no faults', () => {
    expect(faultsOf(record)).toEqual([]);
  });

  // A changed entry needs a new record; a hash that was pinned belongs into models/hashes.ts.
  test('was made with the files that the catalogue names', () => {
    for (const { id, files } of record.encoders) {
      const entry = entries.find((each) => each.id === id);
      const known = entry?.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
      for (const { published: _, ...file } of files) expect(known, id).toContainEqual(file);
    }
  });
});

test('a space has what its record says, and one without a record is untouched', () => {
  const starter = findSpace('starter-2');
  const other = findSpace('uform3-small');
  if (!starter || !other) throw new Error('The catalogue has changed.');
  expect(withRecord(starter).verified).toMatchObject({
    encoders: ['starter-2/image/fp32', 'starter-2/text/fp32'],
    ms: { 'starter-2/image/fp32': expect.any(Number), 'starter-2/text/fp32': expect.any(Number) },
    album: { en: { five: 28, queries: 30 }, ja: { five: 27, queries: 30 }, zh: { five: 27, queries: 30 } },
  });
  expect(withRecord(other)).toBe(other);
});

const IMAGE: VerifiedEncoder = {
  id: 'clip/image/q8',
  missing: null,
  files: [{ path: 'vision.onnx', bytes: 12, sha256: 'abc', published: true }],
  backends: { wasm: 90.04 },
  forecast: 120,
};
const TEXT: VerifiedEncoder = {
  id: 'clip/text/q8',
  missing: null,
  files: [{ path: 'text.onnx', bytes: 34, sha256: 'def', published: false }],
  backends: { wasm: 9 },
};
const RANKING: Ranking = { image: IMAGE.id, text: TEXT.id, language: 'en', first: 26, five: 30, queries: 30 };
const RECORD: VerifiedRecord = {
  space: 'clip',
  date: '2026-11-28',
  device: 'Chrome 156',
  origin: 'hub',
  encoders: [IMAGE, TEXT],
  rankings: [RANKING],
  peak: 512_000_000,
};

describe('a run is judged', () => {
  test('without a fault if everything arrived, ran and ranked', () => {
    expect(faultsOf(RECORD)).toEqual([]);
  });

  test.each<[string, Partial<VerifiedRecord>]>([
    ['clip/image/q8 did not arrive: 404', { encoders: [{ ...IMAGE, missing: '404' }] }],
    ['clip/image/q8 was not measured', { encoders: [{ ...IMAGE, backends: {} }] }],
    [
      'clip/image/q8 fails on webgpu: no half floats',
      { encoders: [{ ...IMAGE, backends: { wasm: 90, webgpu: 'no half floats' } }] },
    ],
    [
      'clip/image/q8 with clip/text/q8 ranks badly: en 3 / 9',
      { rankings: [{ ...RANKING, first: 3, five: 9 }] },
    ],
  ])('with the fault "%s"', (fault, found) => {
    expect(faultsOf({ ...RECORD, ...found })).toEqual([fault]);
  });

  test('without a fault if our runtime of towers leaves the graph to onnxruntime', () => {
    const refused = { ...IMAGE, backends: { wasm: 90, tower: 'It does not know LSTM.' } };
    expect(faultsOf({ ...RECORD, encoders: [refused, TEXT] })).toEqual([]);
    expect(tableOf([{ ...RECORD, encoders: [refused] }])).toMatch(/pass +90\.0 +120\.0 +– +–/);
  });

  test('leniently in a language that is not its first', () => {
    const japanese = { ...RANKING, language: 'ja', first: 0, five: 4 };
    expect(faultsOf({ ...RECORD, rankings: [RANKING, japanese] })).toEqual([]);
  });
});

test('the table has a row for each encoder, then faults and pinned hashes', () => {
  const lines = tableOf([
    RECORD,
    { ...RECORD, encoders: [{ ...IMAGE, missing: '404' }], rankings: [] },
  ]).split('\n');
  expect(lines[1]).toMatch(/^clip\/image\/q8 +1 +as published +pass +90\.0 +120\.0 +– +– +en 26 \/ 30 +512$/);
  expect(lines[2]).toMatch(/^clip\/text\/q8 +1 +1 pinned +pass +9\.0 +– +– +– +en 26 \/ 30$/);
  expect(lines[3]).toMatch(/^clip\/image\/q8 +1 +FAIL +FAIL/);
  expect(lines.slice(4)).toEqual([
    '',
    'Faults:',
    'clip/image/q8 did not arrive: 404',
    '',
    'Pinned, for models/hashes.ts:',
    'clip/text/q8  text.onnx  34  def',
  ]);
});
