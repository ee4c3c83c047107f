import { describe, expect, test } from 'vitest';
import { goldenFault } from '../../../agent/src/commands/encoder';
import { goldenVectors, type Manifest, parseManifest } from '../../../agent/src/manifest';

/** Three unit vectors of dimension 2. */
const GOLDEN = Float32Array.of(1, 0, 0, 1, 0.6, 0.8);
const RIGHT = {
  space: 'clip-b32',
  sha256: '0123456789abcdef'.repeat(4),
  input: { dtype: 'u8', layout: 'nhwc', size: 224, norm: 'none' },
  output: { name: 'image_features', dimension: 2 },
  golden: Buffer.from(GOLDEN.buffer).toString('base64'),
};
const parse = (manifest: object): Manifest => parseManifest(JSON.stringify(manifest), 'a.json');

describe('a manifest', () => {
  test('is read with its golden vectors, and a default tolerance of 0.05', () => {
    expect(parse(RIGHT)).toEqual({ ...RIGHT, tolerance: 0.05 });
    expect(goldenVectors(parse(RIGHT))).toEqual(GOLDEN);
  });

  test('may define its own mean and standard deviation', () => {
    const norm = { mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6] };
    expect(parse({ ...RIGHT, input: { ...RIGHT.input, norm } }).input.norm).toEqual(norm);
  });

  test.each([
    ['an invalid hash', { ...RIGHT, sha256: 'abc' }, 'sha256: sha256 must be 64 hexadecimal digits'],
    ['an unknown layout', { ...RIGHT, input: { ...RIGHT.input, layout: 'chw' } }, 'input.layout'],
    ['an unknown norm', { ...RIGHT, input: { ...RIGHT.input, norm: 'imagenet' } }, 'input.norm'],
    ['an invalid size', { ...RIGHT, input: { ...RIGHT.input, size: 0 } }, 'input.size'],
    ['an unknown key', { ...RIGHT, note: 'hello' }, 'note'],
    ['no space', { ...RIGHT, space: undefined }, 'space'],
    ['golden vectors of another length', { ...RIGHT, golden: RIGHT.golden.slice(0, -4) }, '3 vectors are 24'],
    ['a tolerance that accepts everything', { ...RIGHT, tolerance: 1 }, 'tolerance'],
  ])('with %s is refused, naming it', (_, manifest, words) => {
    expect(() => parse(manifest)).toThrow(words);
  });

  test('that is not JSON is refused with its path', () => {
    expect(() => parseManifest('{', 'a.json')).toThrow('a.json is not JSON');
  });
});

describe('the self-test', () => {
  test('accepts vectors within the tolerance', () => {
    const near = Float32Array.of(0.96, 0.28, 0, 1, 0.6, 0.8);
    expect(goldenFault(near, parse(RIGHT))).toBeNull();
    expect(goldenFault(near, parse({ ...RIGHT, tolerance: 0.01 }))).toContain('0.9600, 1.0000, 1.0000');
  });

  test('refuses other vectors, even if only one picture differs', () => {
    const wrong = Float32Array.of(1, 0, 0, 1, 1, 0);
    expect(goldenFault(wrong, parse(RIGHT))).toContain('1.0000, 1.0000, 0.6000, and must be 0.950');
  });

  test('refuses NaN', () => {
    expect(
      goldenFault(
        GOLDEN.map(() => Number.NaN),
        parse(RIGHT),
      ),
    ).not.toBeNull();
  });
});
