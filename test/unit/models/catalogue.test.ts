import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL, modelById } from '#models/catalogue';

test('names the bundled model’s files with their true size and SHA-256', () => {
  for (const file of Object.values(DEFAULT_MODEL.files).flat()) {
    const path = DEFAULT_MODEL.base + file.path;
    expect(statSync(path).size).toBe(file.bytes);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(file.sha256);
  }
});

test('says of the bundled model what its own config says', () => {
  const config = JSON.parse(readFileSync(`${DEFAULT_MODEL.base}config.json`, 'utf8'));
  expect(config.projection_dim).toBe(DEFAULT_MODEL.dimension);
});

test('knows no other model', () => {
  expect(() => modelById('nonsense')).toThrow(expect.objectContaining({ code: 'model-unsupported' }));
});

test('the sample album’s list names exactly its pictures', () => {
  const pictures = readdirSync('public/album').filter((name) => name.endsWith('.jpg'));
  expect(JSON.parse(readFileSync('public/album/album.json', 'utf8'))).toEqual(pictures);
});
