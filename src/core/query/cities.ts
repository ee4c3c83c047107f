/** The larger cities of the world, by name and by place. */

import { kilometres, type PlaceArea } from '#core/filter';
import { folded } from '#core/folding';
import { groupBy } from '#core/group';
import type { GeoPoint } from '#core/photo';
import { NEAR_KM } from './conditions';

export interface City extends GeoPoint {
  name: string;
  /** ISO 3166, two letters. */
  country: string;
  /** Japanese first and Chinese last, if known; spellings in Latin letters between them. */
  others: readonly string[];
}

/** Kilometres beyond which a city says nothing about a place. */
const FARTHEST = 60;
/** Of latitude. */
const KM_A_DEGREE = 111;

export class Cities {
  /** The most populous first. */
  readonly all: readonly City[];
  /** By folded name. The most populous city of a name has it; the others add their country: "Paris, US". */
  private readonly named = new Map<string, City>();
  /** By whole degrees of latitude: a map asks for thousands of places at once. */
  private readonly rows: ReadonlyMap<number, readonly City[]>;

  /** @param lines one city a line: name, country, latitude, longitude, other names, separated by tabs */
  constructor(lines: string) {
    this.all = lines.split('\n').map((line) => {
      const [name = '', country = '', latitude, longitude, ...others] = line.split('\t');
      return { name, country, latitude: Number(latitude), longitude: Number(longitude), others };
    });
    this.rows = groupBy(this.all, ({ latitude }) => Math.floor(latitude));
    for (const city of this.all) {
      for (const name of [city.name, ...city.others].map(folded)) {
        for (const key of [name, `${name}, ${city.country.toLowerCase()}`]) {
          if (!this.named.has(key)) this.named.set(key, city);
        }
      }
    }
  }

  /** The area around the city of that name; null if there is no such city. */
  area(name: string): PlaceArea | null {
    const city = this.named.get(folded(name.trim()));
    return city ? { latitude: city.latitude, longitude: city.longitude, within: NEAR_KM } : null;
  }

  /** All names, of any language. */
  names(): string[] {
    return this.all.flatMap(({ name, others }) => [name, ...others]);
  }

  /** The cities from which a point is `NEAR_KM` or less away, the most populous first. */
  around(points: readonly GeoPoint[]): City[] {
    const found = new Set<City>();
    for (const point of points) {
      for (const city of this.rowsAt(point)) {
        if (found.has(city) || Math.abs(city.latitude - point.latitude) * KM_A_DEGREE > NEAR_KM) continue;
        if (kilometres(city, point) <= NEAR_KM) found.add(city);
      }
    }
    return this.all.filter((city) => found.has(city));
  }

  /** The nearest city within `FARTHEST`. */
  near(point: GeoPoint): City | null {
    let nearest: City | null = null;
    let least = FARTHEST;
    for (const city of this.rowsAt(point)) {
      if (Math.abs(city.latitude - point.latitude) * KM_A_DEGREE > least) continue;
      const distance = kilometres(city, point);
      if (distance < least) [nearest, least] = [city, distance];
    }
    return nearest;
  }

  /** Those of its degree of latitude and of the next to both sides. */
  private rowsAt({ latitude }: GeoPoint): City[] {
    const row = Math.floor(latitude);
    return [row, row - 1, row + 1].flatMap((each) => this.rows.get(each) ?? []);
  }

  /** Names with this beginning, the most populous cities first. */
  startingWith(beginning: string, most: number): string[] {
    const start = folded(beginning);
    const names: string[] = [];
    for (const city of this.all) {
      const name = [city.name, ...city.others].find((each) => folded(each).startsWith(start));
      if (name) names.push(this.named.get(folded(name)) === city ? name : `${name}, ${city.country}`);
      if (names.length === most) break;
    }
    return names;
  }
}

/** @param language of the interface */
export function cityName({ name, others }: City, language: string): string {
  const own = others.filter((each) => /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u.test(each));
  if (language === 'ja') return own[0] ?? name;
  return language === 'zh' ? (own.at(-1) ?? name) : name;
}
