import { expect, test } from 'vitest';
import { citiesOnMap, labelsIn } from '../../../../src/ui/atlas/city-labels';
import type { View } from '../../../../src/ui/atlas/view';

const CITIES = [
  { name: 'Tokyo', country: 'JP', latitude: 35.69, longitude: 139.69, others: ['東京', '东京'] },
  { name: 'Paris', country: 'FR', latitude: 48.85, longitude: 2.35, others: ['パリ', '巴黎'] },
  { name: 'Yokohama', country: 'JP', latitude: 35.44, longitude: 139.64, others: ['横浜', '横滨'] },
];
const WORLD: View = { width: 1024, height: 1024, scale: 1024, left: 0, top: 0 };
const widthOf = (name: string) => name.length * 8;
const names = (view: View, covered: Parameters<typeof labelsIn>[2] = [], language = 'en') =>
  labelsIn(citiesOnMap(CITIES, language), view, covered, widthOf).map(({ name }) => name);

test('the more populous city has its name where two do not fit', () => {
  expect(names(WORLD)).toEqual(['Tokyo', 'Paris']);
});

test('the smaller one gets it nearer', () => {
  const scale = 200_000;
  expect(names({ ...WORLD, scale, left: 512 - 0.888 * scale, top: 512 - 0.3943 * scale })).toEqual([
    'Tokyo',
    'Yokohama',
  ]);
});

test('names are in the language of the interface', () => {
  expect(names(WORLD, [], 'ja')).toEqual(['東京', 'パリ']);
  expect(names(WORLD, [], 'zh')).toEqual(['东京', '巴黎']);
});

test('no name lies on a tile', () => {
  const tile = { left: 480, right: 540, top: 300, bottom: 400 };
  expect(names(WORLD, [tile])).toEqual(['Tokyo']);
});

test('a name is drawn in the repetition of the map that is in view', () => {
  const labels = (turned: number) =>
    labelsIn(citiesOnMap(CITIES, 'en'), { ...WORLD, left: turned }, [], widthOf).map(({ name, left }) => [
      name,
      Math.round(left),
    ]);
  expect(labels(-3 * 1024)).toEqual(labels(0));
});
