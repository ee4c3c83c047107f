import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findEncoder, findSpace, SPACES } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { STARTER } from '#models/spaces/starter';

const encoders = SPACES.flatMap((space) => [...space.images, ...space.texts]);

test('the catalogue names the bundled model’s files with their true size and SHA-256', () => {
  for (const file of [...STARTER.images, ...STARTER.texts].flatMap(({ files }) => files)) {
    const path = `models/starter/${file.path}`;
    expect(statSync(path).size).toBe(file.bytes);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(file.sha256);
  }
});

test('the catalogue has the bundled model’s dimension from its config', () => {
  const config = JSON.parse(readFileSync('models/starter/config.json', 'utf8'));
  expect(config.projection_dim).toBe(STARTER.dimension);
});

test('the default choice is the bundled model', () => {
  expect(findSpace(DEFAULT_CHOICE.space)).toBe(STARTER);
  expect(findEncoder(DEFAULT_CHOICE.image)?.space).toBe(STARTER);
});

describe('every entry', () => {
  test('has a unique id', () => {
    const ids = [...SPACES, ...encoders].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has a text encoder and an image encoder that a plain browser can run', () => {
    for (const { images, texts } of SPACES) {
      expect(texts.length).toBeGreaterThan(0);
      expect(images.some(({ backends }) => backends.includes('wasm'))).toBe(true);
    }
  });

  test('names each file once, its graph among them, with a valid hash if it is known', () => {
    for (const { files, graph } of encoders) {
      const paths = files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths).toContain(graph);
      for (const { sha256 } of files) if (sha256 !== null) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('with a file of unknown hash says that it is unverified', () => {
    for (const { id, images, texts, unverified } of SPACES) {
      const recommended = [images[0], texts[0]].flatMap((encoder) => encoder?.files ?? []);
      if (recommended.some(({ sha256 }) => sha256 === null)) expect(unverified, id).toContain('hash');
    }
  });

  test('of a hub is pinned to a revision', () => {
    for (const { home } of encoders) {
      if (home.kind === 'hub') expect(home.revision).toMatch(/^[0-9a-f]{40}$/);
    }
  });
});

test.each(['en', 'zh', 'ja'])('queries in %s are understood by a space of real CLIP', (language) => {
  const spaces = SPACES.filter((space) => space !== STARTER);
  expect(spaces.some(({ texts }) => texts.some(({ languages }) => languages.includes(language)))).toBe(true);
});

test('the sample album’s list names exactly its pictures', () => {
  const pictures = readdirSync('public/album').filter((name) => name.endsWith('.jpg'));
  expect(JSON.parse(readFileSync('public/album/album.json', 'utf8'))).toEqual(pictures);
});
