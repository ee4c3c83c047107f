import { describe, expect, test } from 'vitest';
import { isOfKindLeftOut, isScreenshotPath } from '#workers/library/sources/kinds';

test.each([
  'Screenshot_20240101-101500.jpg',
  'Screenshot 2024-01-01 at 10.15.00.png',
  'Screen Shot 2019-01-01 at 10.15.00.png',
  'Pictures/screenshot.png',
  'スクリーンショット 2024-01-01 10.15.00.png',
  // As macOS writes it: the voiced sign and the accent are characters of their own.
  'スクリーンショット 2024.png'.normalize('NFD'),
  'Capture d’écran 2024.png'.normalize('NFD'),
  'Bildschirmfoto 2024-01-01 um 10.15.00.png',
  'CleanShot 2024-01-01 at 10.15.00@2x.png',
  '屏幕截图 2024-01-01.png',
  'DCIM/Screenshots/IMG_0001.jpg',
  'Screenshots/2024/a.png',
])('%s is a screenshot', (path) => {
  expect(isScreenshotPath(path)).toBe(true);
});

test.each([
  'IMG_0001.jpg',
  'Screen door.jpg',
  'my screenshot.jpg',
  'Screenshots of Kyoto/a.jpg',
  'shots/a.jpg',
  'windscreen/shot.jpg',
])('%s is not a screenshot', (path) => {
  expect(isScreenshotPath(path)).toBe(false);
});

describe('kinds that are left out', () => {
  const photo = { width: 4000, height: 3000 };

  test('are none unless the user chooses them', () => {
    expect(isOfKindLeftOut({}, 'Screenshots/a.png', { width: 16, height: 16 })).toBe(false);
  });

  test('are screenshots by path, or by what the file says', () => {
    const screenshots = { screenshots: true as const };
    expect(isOfKindLeftOut(screenshots, 'Screenshots/a.png', photo)).toBe(true);
    expect(isOfKindLeftOut(screenshots, 'a.png', { ...photo, screenshot: true })).toBe(true);
    expect(isOfKindLeftOut(screenshots, 'a.png', photo)).toBe(false);
  });

  test('are icons with both edges under 96 pixels', () => {
    const icons = { icons: true as const };
    expect(isOfKindLeftOut(icons, 'a.png', { width: 95, height: 95 })).toBe(true);
    expect(isOfKindLeftOut(icons, 'a.png', { width: 96, height: 32 })).toBe(false);
    expect(isOfKindLeftOut(icons, 'a.png', photo)).toBe(false);
  });
});
