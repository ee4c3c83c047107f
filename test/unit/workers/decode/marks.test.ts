import { describe, expect, test } from 'vitest';
import type { Jpeg } from '../../../fixtures/jpeg';
import { metadataOf } from './written';

describe('the tags of a photo', () => {
  test.each<[string, Partial<Jpeg>, string[]]>([
    ['dc:subject', { xmp: { 'dc:subject': ['京都', 'Tom &amp; Jerry'] } }, ['京都', 'Tom & Jerry']],
    ['IPTC’s keywords', { iptc: { 25: ['Kyoto', 'Grüße'] } }, ['Kyoto', 'Grüße']],
    ['one keyword of IPTC', { iptc: { 25: 'Kyoto' } }, ['Kyoto']],
    ['XPKeywords', { exif: { keywords: 'Kyoto; 猫;' } }, ['Kyoto', '猫']],
    ['paths of digiKam', { xmp: { 'digiKam:TagsList': ['Places/Japan/Kyoto', 'cat'] } }, ['Kyoto', 'cat']],
    ['paths of Lightroom', { xmp: { 'lr:hierarchicalSubject': ['Places|Kyoto'] } }, ['Kyoto']],
  ])('are read from %s', async (_, parts, tags) => {
    expect((await metadataOf(parts)).tags).toEqual(tags);
  });

  test('are those of all places, each once', async () => {
    const { tags } = await metadataOf({
      xmp: { 'dc:subject': ['Café', 'cat'], 'digiKam:TagsList': ['Animals/cat'] },
      iptc: { 25: ['cafe', 'Kyoto'] },
      exif: { keywords: 'CAT;dog' },
    });
    expect(tags).toEqual(['Café', 'cat', 'Kyoto', 'dog']);
  });

  test('are no signs, and nothing longer than a tag can be', async () => {
    expect((await metadataOf({ iptc: { 25: ['--', ' ', 'x'.repeat(61), 'a  b'] } })).tags).toEqual(['a b']);
    expect(await metadataOf({ iptc: { 25: '--' } })).toEqual({});
  });

  test('are 50 at most', async () => {
    const words = Array.from({ length: 80 }, (_, i) => `word ${i}`);
    expect((await metadataOf({ iptc: { 25: words } })).tags).toEqual(words.slice(0, 50));
  });
});

describe('a photo', () => {
  test.each<[string, Partial<Jpeg>]>([
    ['XMP', { xmp: { 'xmp:Rating': '4' } }],
    ['per cent in XMP', { xmp: { 'MicrosoftPhoto:Rating': '75' } }],
    ['EXIF', { exif: { rating: 5 } }],
    ['per cent in EXIF', { exif: { ratingPercent: 99 } }],
  ])('is a favourite with four or five stars in %s', async (_, parts) => {
    expect((await metadataOf(parts)).favourite).toBe(true);
  });

  test.each<[string, Partial<Jpeg>]>([
    ['three stars', { xmp: { 'xmp:Rating': '3' } }],
    ['three stars in per cent', { exif: { ratingPercent: 50 } }],
    ['the mark of the rejected', { xmp: { 'xmp:Rating': '-1' } }],
    ['no number', { xmp: { 'xmp:Rating': 'good' } }],
    ['stars in EXIF that XMP takes away', { xmp: { 'xmp:Rating': '0' }, exif: { rating: 5 } }],
  ])('is none with %s', async (_, parts) => {
    expect((await metadataOf(parts)).favourite).toBeUndefined();
  });
});
