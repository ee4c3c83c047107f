import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bytesOf, fileKey, type ImageEntry } from '#core/space';
import { findEncoder, findSpace, SPACES } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { OPENCLIP_B32_256 } from '#models/spaces/openclip-b32';
import { STARTER } from '#models/spaces/starter';

function graphHash(encoder: ImageEntry | undefined): string | null | undefined {
  return encoder?.files.find(({ path }) => path === encoder.graph)?.sha256;
}

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

  test('that is made on the device names a source of its space, and fetches nothing of its own', () => {
    const made = SPACES.flatMap(({ images }) =>
      images.filter(({ home }) => home.kind === 'made').map((build) => ({ build, images })),
    );
    expect(made.length).toBeGreaterThan(0);
    for (const { build, images } of made) {
      const { home } = build;
      const source = images.find(({ id }) => home.kind === 'made' && id === home.from);
      const hashes = source?.files.map(({ sha256 }) => sha256);
      for (const { path, sha256 } of build.files) {
        if (path === build.graph) expect(sha256).toBeNull();
        else expect(hashes).toContain(sha256);
      }
      const key = build.files.map((file) => fileKey(home, file)).find((each) => each.startsWith('made:'));
      expect(key).toBe(`made:${graphHash(source)}/1/${build.graph}`);
    }
  });

  test('of a hub is pinned to a revision', () => {
    const homes = encoders.flatMap(({ home, files }) => [home, ...files.map((file) => file.home ?? home)]);
    for (const home of homes) {
      if (home.kind === 'hub') expect(home.revision).toMatch(/^[0-9a-f]{40}$/);
    }
  });

  test('lists the files that it reads', () => {
    for (const encoder of encoders) {
      const paths = encoder.files.map(({ path }) => path);
      if ('preprocessing' in encoder && typeof encoder.preprocessing === 'string') {
        expect(paths, encoder.id).toContain(encoder.preprocessing);
      }
      if ('padToken' in encoder) expect(paths, encoder.id).toContain('tokenizer.json');
    }
  });

  test('has no output shorter than its space’s dimension', () => {
    for (const { dimension, images, texts } of SPACES) {
      for (const { outputWidth = dimension } of [...images, ...texts]) {
        expect(outputWidth).toBeGreaterThanOrEqual(dimension);
      }
    }
  });
});

test.each(['en', 'zh', 'ja'])('queries in %s are understood by a space of real CLIP', (language) => {
  const spaces = SPACES.filter((space) => space !== STARTER);
  expect(spaces.some(({ texts }) => texts.some(({ languages }) => languages.includes(language)))).toBe(true);
});

test('one text encoder understands Chinese, Japanese and English', () => {
  const all = SPACES.filter(
    (space) =>
      space !== STARTER &&
      space.texts.length === 1 &&
      ['en', 'zh', 'ja'].every((tag) => space.texts[0]?.languages.includes(tag)),
  );
  expect(all.map(({ id }) => id)).toEqual(['uform3-multilingual']);
  expect(all[0]?.texts[0]?.languages.length).toBe(21);
});

test('the tokenizer of OpenCLIP comes from another repository than its graphs', () => {
  const [text] = OPENCLIP_B32_256.texts;
  const [tokenizer, graph] = text?.files ?? [];
  expect(tokenizer?.home).toMatchObject({ repository: 'laion/CLIP-ViT-B-32-256x256-DataComp-s34B-b86K' });
  expect(graph?.home).toBeUndefined();
  expect(text && bytesOf([text])).toBe(2_224_081 + 254_344_274);
});

test('a file without a published hash is stored under its own home', () => {
  const home = { kind: 'hub', repository: 'a/b', revision: 'c' } as const;
  const file = { path: 'x', bytes: null, sha256: null };
  expect(fileKey(home, file)).toBe('pinned:a/b@c/x');
  expect(fileKey(home, { ...file, home: { ...home, repository: 'd/e' } })).toBe('pinned:d/e@c/x');
});

test('the sample album’s list names exactly its pictures', () => {
  const pictures = readdirSync('public/album').filter((name) => name.endsWith('.jpg'));
  expect(JSON.parse(readFileSync('public/album/album.json', 'utf8'))).toEqual(pictures);
});
