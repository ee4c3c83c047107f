import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type ListedPhoto, type Listing, listingOf } from '#core/listing';
import { wallTime } from '#core/wall-clock';
import { csvOf, jsonOf } from '#session/export/photo-list';

const PHOTO: ListedPhoto = {
  no: 7,
  id: 'abc',
  name: '富士, "夕方".jpg',
  width: 4000,
  height: 3000,
  color: 0,
  taken: wallTime(2024, 5, 1, 12, 34, 56),
  offset: 540,
  takenFrom: 'camera',
  type: 'image/jpeg',
  bytes: 123_456,
  camera: 'Kamera',
  place: { latitude: -35.5, longitude: 138.7 },
  caption: 'line one\nline two',
  tags: ['mountain', '旅'],
  favourite: true,
  added: 0,
  origins: [{ source: { kind: 'folder', name: 'Holiday' }, path: 'japan/富士.jpg' }],
};

/** Returns the cells of the first photo, by the header's names. */
function readBack(csv: string): Record<string, string> {
  const [row] = Papa.parse<Record<string, string>>(csv.replace('\uFEFF', ''), { header: true }).data;
  return row ?? {};
}

const named = (name: string): Listing => ({ ...listingOf(PHOTO), name });

describe('a list as CSV', () => {
  it('is marked as UTF-8, so that spreadsheets read Japanese', () => {
    expect(csvOf([listingOf(PHOTO)]).startsWith('\uFEFFname,path,source,taken,offset,')).toBe(true);
  });

  it('preserves every value, with commas, quotes and line breaks', () => {
    const row = readBack(csvOf([listingOf(PHOTO, { score: 0.25, strength: 'good' })]));
    expect(row).toMatchObject({
      name: '富士, "夕方".jpg',
      path: 'japan/富士.jpg',
      source: 'Holiday',
      taken: '2024-05-01T12:34:56',
      offset: '540',
      width: '4000',
      bytes: '123456',
      latitude: '-35.5',
      caption: 'line one\nline two',
      tags: 'mountain; 旅',
      favourite: 'true',
      score: '0.25',
      strength: 'good',
    });
  });

  it('has its header even without photos', () => {
    expect(csvOf([])).toContain('name,path');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＠x', '\t=1', '\r=1', '=1\nsecond line', '  =1'])(
    'does not turn %j into a formula',
    (name) => {
      expect(readBack(csvOf([named(name)])).name).toBe(`'${name}`);
    },
  );

  it.each(['a=1', 'IMG-1.jpg', '1+1', 'ー.jpg'])('leaves %j unchanged', (name) => {
    expect(readBack(csvOf([named(name)])).name).toBe(name);
  });
});

describe('a list as JSON', () => {
  it('distinguishes numbers, tags and unknown values', () => {
    const { offset, camera, place, caption, tags, ...bare } = PHOTO;
    const [full, empty] = JSON.parse(jsonOf([listingOf(PHOTO), listingOf(bare)])) as Listing[];
    expect(full).toMatchObject({
      taken: '2024-05-01T12:34:56',
      offset: 540,
      latitude: -35.5,
      tags: ['mountain', '旅'],
      favourite: true,
      score: null,
    });
    expect(empty).toMatchObject({ offset: null, latitude: null, camera: null, caption: null, tags: [] });
  });

  it('names the kind of a source that has no name', () => {
    const photo = { ...PHOTO, origins: [{ source: { kind: 'sample', name: '' }, path: 'panda.jpg' }] };
    expect(listingOf(photo).source).toBe('sample');
    expect(listingOf({ ...PHOTO, origins: [] })).toMatchObject({ source: null, path: null });
  });
});
