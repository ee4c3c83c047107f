import { describe, expect, test } from 'vitest';
import { cameraName } from '#workers/decode/camera';
import { metadataOf } from './written';

describe('a camera', () => {
  test.each([
    ['Canon', 'Canon EOS R5', 'Canon EOS R5'],
    ['Apple', 'iPhone 17', 'Apple iPhone 17'],
    ['', 'X100', 'X100'],
    ['Leica ', '', 'Leica'],
    ['NIKON CORPORATION', 'NIKON D850', 'NIKON D850'],
    ['NIKON', 'COOLPIX P1000', 'NIKON COOLPIX P1000'],
    ['LEICA CAMERA AG', 'LEICA M10', 'LEICA M10'],
    ['Leica Camera AG', 'M MONOCHROM', 'Leica M MONOCHROM'],
    ['OLYMPUS IMAGING CORP.', 'E-M5', 'OLYMPUS E-M5'],
    ['OLYMPUS OPTICAL CO.,LTD', 'C2020Z', 'OLYMPUS C2020Z'],
    ['CASIO COMPUTER CO.,LTD.', 'EX-Z1000', 'CASIO EX-Z1000'],
    ['SANYO Electric Co.,Ltd.', 'SR6', 'SANYO SR6'],
    ['KONICA MINOLTA CAMERA, Inc.', 'DiMAGE Z3', 'KONICA MINOLTA DiMAGE Z3'],
    ['EASTMAN KODAK COMPANY', 'KODAK DX6490', 'KODAK DX6490'],
    ['RICOH IMAGING COMPANY, LTD.', 'GR III', 'RICOH GR III'],
    ['FUJI PHOTO FILM CO., LTD.', 'FinePix A202', 'FUJI FinePix A202'],
    ['LG Electronics', 'LG-H870', 'LG-H870'],
    ['samsung', 'SM-G991B', 'samsung SM-G991B'],
    ['Phase One', 'IQ4', 'Phase One IQ4'],
  ])('by %j, model %j, is %j', (make, model, camera) => {
    expect(cameraName(make, model)).toBe(camera);
  });

  test.each(['<faulty value>', 'unknown', '---', '(none)', '  ', '\0'])('is not %j', (filler) => {
    expect(cameraName(filler, filler)).toBe('');
    expect(cameraName(filler, 'X100')).toBe('X100');
    expect(cameraName('Canon', filler)).toBe('Canon');
  });

  test('may be written as bytes', async () => {
    const exif = { make: Buffer.from('NIKON CORPORATION\0junk'), model: Buffer.from('NIKON D850\0') };
    expect((await metadataOf({ exif })).camera).toBe('NIKON D850');
  });
});
