import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegName, mediaName, safeName, uniqueNames } from '#core/file-names';

/** Names photos of one file each. */
const one = (taken?: string[]) => {
  const nameOf = uniqueNames(taken);
  return (name: string) => nameOf([name])[0] ?? '';
};

describe('uniqueNames', () => {
  it('numbers repeated names before their ending', () => {
    const nameOf = one();
    expect(['a.jpg', 'a.jpg', 'a.jpg', 'b.jpg'].map(nameOf)).toEqual([
      'a.jpg',
      'a (2).jpg',
      'a (3).jpg',
      'b.jpg',
    ]);
  });

  it('treats names as equal that differ only in case or in the encoding of an accent', () => {
    const nameOf = one();
    expect(['IMG.JPG', 'img.jpg', 'caf\u00e9.png', 'cafe\u0301.png'].map(nameOf)).toEqual([
      'IMG.JPG',
      'img (2).jpg',
      'caf\u00e9.png',
      'caf\u00e9 (2).png',
    ]);
  });

  it('avoids existing names, also numbered ones', () => {
    expect(one(['a.jpg', 'A (2).jpg'])('a.jpg')).toBe('a (3).jpg');
  });

  it('numbers names without an ending at their end', () => {
    const nameOf = one();
    expect([nameOf('photo'), nameOf('photo')]).toEqual(['photo', 'photo (2)']);
  });

  it('gives the names of one photo the same number', () => {
    const nameOf = uniqueNames(['a.MOV']);
    expect(nameOf(['a.HEIC', 'a.mov'])).toEqual(['a (2).HEIC', 'a (2).mov']);
    expect(nameOf(['a.HEIC'])).toEqual(['a.HEIC']);
  });

  it('never gives a name twice', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 })), (wanted) => {
        const given = wanted.map(one()).map((name) => name.toLowerCase());
        expect(new Set(given).size).toBe(wanted.length);
      }),
    );
  });
});

describe('safeName', () => {
  it('replaces characters that file systems refuse, and keeps every script', () => {
    expect(safeName('a/b:c?.jpg')).toBe('a_b_c_.jpg');
    expect(safeName('富士山 2024.jpg')).toBe('富士山 2024.jpg');
    expect(safeName('..')).toBe('photo');
    expect(safeName('name. ')).toBe('name');
  });

  it('gives no device of Windows, and nothing that reads backwards', () => {
    expect(['CON', 'nul.jpg', 'com1.tar.gz', 'Lpt9', 'console.jpg', 'com10.jpg'].map(safeName)).toEqual([
      '_CON',
      '_nul.jpg',
      '_com1.tar.gz',
      '_Lpt9',
      'console.jpg',
      'com10.jpg',
    ]);
    expect(safeName('photo\u202egpj.exe')).toBe('photogpj.exe');
  });

  it('shortens long names between characters, and keeps their ending', () => {
    const long = safeName(`${'🏔'.repeat(300)}.jpeg`);
    expect(long.endsWith('🏔.jpeg')).toBe(true);
    expect([...long]).toHaveLength(80);
    expect(Buffer.byteLength(safeName(`${'富'.repeat(300)}`))).toBe(240);
    expect(long.isWellFormed()).toBe(true);
  });

  it('is the same when it is made safe again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        expect(safeName(safeName(name))).toBe(safeName(name));
      }),
      { numRuns: 30 },
    );
  });
});

describe('mediaName', () => {
  it('keeps the endings of pictures and videos, and puts one behind every other', () => {
    expect(mediaName('a.HEIC', 'image/heic')).toBe('a.HEIC');
    expect(mediaName('page.html', 'image/jpeg')).toBe('page.html.jpg');
    expect(mediaName('film', 'video/quicktime')).toBe('film.mov');
    expect(mediaName('drawing.SVG', 'image/svg+xml')).toBe('drawing.SVG');
    expect(mediaName('photo.SVG', 'image/jpeg')).toBe('photo.SVG.jpg');
    expect(mediaName('scan.php', 'image/svg+xml')).toBe('scan.php.bin');
    expect(mediaName('a.htm', '')).toBe('a.htm.bin');
  });
});

describe('jpegName', () => {
  it('changes every ending that does not mean JPEG', () => {
    expect(['a.png', 'a.b.heic', 'a', 'a.JPEG', 'a.jfif'].map(jpegName)).toEqual([
      'a.jpg',
      'a.b.jpg',
      'a.jpg',
      'a.JPEG',
      'a.jfif',
    ]);
  });
});
