import lines from 'virtual:cities';
import { describe, expect, test } from 'vitest';
import { folded } from '#core/folding';
import { Cities, type City, cityName } from '#core/query/cities';
import { readQuery } from '#core/query/grammar';

const cities = new Cities(lines);
const KYOTO = { latitude: 35.02, longitude: 135.75 };

describe('a city by its name', () => {
  test.each(['Kyoto', 'KYOTO', '京都', ' kyoto '])('%j is Kyoto', (name) => {
    expect(cities.area(name)).toEqual({ ...KYOTO, within: 25 });
  });

  test.each([
    ['東京', 'Tokyo'],
    ['ニューヨーク', 'New York City'],
    ['Zurich', 'Zürich'],
    ['munchen', 'Munich'],
    ["Xi'an", 'Xi’an'],
    ['Lodz', 'Łódź'],
    ['Wroclaw', 'Wrocław'],
    ['Tromso', 'Tromsø'],
    ['Diyarbakir', 'Diyarbakır'],
    ['Kobenhavn', 'Copenhagen'],
    ['Giessen', 'Gießen'],
    ["Cox's Bazar", 'Cox’s Bāzār'],
  ])('%s is the same as %s', (name, same) => {
    expect(cities.area(name)).toEqual(cities.area(same));
    expect(cities.area(name)).not.toBeNull();
  });

  test('is the most populous one, unless the country is given', () => {
    expect(cities.area('London')?.longitude).toBeCloseTo(-0.13, 1);
    expect(cities.area('London, CA')?.longitude).toBeCloseTo(-81.2, 1);
  });

  test('is found by what a plain keyboard writes', () => {
    const names = lines.split('\n').map((line) => line.split('\t')[0] ?? '');
    expect(names.filter((name) => !/^[ -~]+$/.test(folded(name)))).toEqual([]);
  });

  test('is null if there is no such city', () => {
    expect(cities.area('Gondor')).toBeNull();
  });

  test('becomes a condition of a query', () => {
    const knows = { place: (name: string) => cities.area(name) };
    expect(readQuery('temple near:京都', knows)).toMatchObject({
      terms: [{ text: 'temple' }],
      filter: { places: [KYOTO] },
    });
  });
});

describe('a location by its coordinates', () => {
  test('is named after the nearest city, in the reader’s language', () => {
    const city = cities.near({ latitude: 35.0, longitude: 135.77 }) as City;
    expect(['en', 'ja', 'zh'].map((language) => cityName(city, language))).toEqual(['Kyoto', '京都', '京都']);
    const guangzhou = cities.near({ latitude: 23.1, longitude: 113.25 }) as City;
    expect(['ja', 'zh'].map((language) => cityName(guangzhou, language))).toEqual(['広州', '广州']);
  });

  test('has no name in the middle of the ocean', () => {
    expect(cities.near({ latitude: -45, longitude: -130 })).toBeNull();
  });
});

test('names with a given beginning are sorted by the size of their city', () => {
  expect(cities.startingWith('kyo', 1)).toEqual(['Kyoto']);
  expect(cities.startingWith('京', 5)).toEqual(['京都']);
  expect(cities.startingWith('london', 2)).toEqual(['London', 'London, CA']);
});
