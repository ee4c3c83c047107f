import { expect, test } from 'vitest';
import type { Space } from '#core/space';
import { SPACES } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { RETIRED_FILES } from '#models/retired';
import { choicesHere, isUnknown } from '#workers/library/encoding/choices-here';

const CLIP = { space: 'clip-b32', image: 'clip-b32/image/fp16' };
const OLD = { space: 'starter-1', image: 'starter/image/fp32' };
const TOMORROW = { space: 'tomorrow-1', image: 'tomorrow-1/image/q8' };
const OWN = { space: 'own-1', image: 'own-1/image/onnx/model.onnx' };
const OWN_SPACE: Space = {
  ...(SPACES[0] as Space),
  id: OWN.space,
  images: (SPACES[0] as Space).images.map((image) => ({ ...image, id: OWN.image })),
};

test('what this build knows stays as it was chosen', () => {
  const stored = { active: CLIP, next: OWN };
  expect(choicesHere(stored, [OWN_SPACE])).toEqual({ ...stored, unknown: null });
});

test('the starter stands in for a space that this build does not know, and its name is told', () => {
  const here = { active: DEFAULT_CHOICE, next: null, unknown: TOMORROW.space };
  expect(choicesHere({ active: TOMORROW, next: null }, [])).toEqual(here);
});

test('a next space that this build does not know is not filled; what was in use still answers', () => {
  expect(choicesHere({ active: CLIP, next: TOMORROW }, [])).toEqual({
    active: CLIP,
    next: null,
    unknown: TOMORROW.space,
  });
});

test('a known space is filled even where the one in use is not known', () => {
  expect(choicesHere({ active: TOMORROW, next: CLIP }, [])).toEqual({
    active: DEFAULT_CHOICE,
    next: CLIP,
    unknown: TOMORROW.space,
  });
});

test('the starter does not follow on itself', () => {
  expect(choicesHere({ active: OLD, next: DEFAULT_CHOICE }, []).next).toBeNull();
});

test('of a retired space and of a forgotten one of the user’s own nothing need be said: the starter follows', () => {
  const here = { active: DEFAULT_CHOICE, next: null, unknown: null };
  expect(choicesHere({ active: OLD, next: null }, [])).toEqual(here);
  expect(choicesHere({ active: OWN, next: null }, [])).toEqual(here);
});

test('another build of the space takes the place of one that this app does not have', () => {
  const { active } = choicesHere({ active: { ...CLIP, image: 'clip-b32/image/q2' }, next: null }, []);
  expect(active.space).toBe(CLIP.space);
  expect(SPACES.find(({ id }) => id === CLIP.space)?.images.map(({ id }) => id)).toContain(active.image);
});

test('only vectors of unknown spaces are worth keeping', () => {
  const spaces = [CLIP, OLD, TOMORROW, OWN].map(({ space }) => space);
  expect(spaces.filter(isUnknown([]))).toEqual([TOMORROW.space]);
});

test('no file of a retired model is one of the catalogue', () => {
  const files = SPACES.flatMap(({ images, texts }) => [...images, ...texts]).flatMap((each) => each.files);
  expect(files.filter(({ sha256 }) => sha256 !== null && RETIRED_FILES.includes(sha256))).toEqual([]);
});
