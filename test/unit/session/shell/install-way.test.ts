import { expect, test } from 'vitest';
import { installWay } from '#session/shell/install-way';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1';
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15';
const MAC_CHROME = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0 Safari/537.36';
const FENNEC = 'Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

test.each([
  ['an iPhone', IPHONE, 5, 'share'],
  ['an iPad, which calls itself a Mac', MAC, 5, 'share'],
  ['Safari on a Mac', MAC, 0, 'dock'],
  ['Firefox on Android', FENNEC, 5, 'menu'],
  ['Chrome on a Mac, which offers it itself', MAC_CHROME, 0, null],
  ['Firefox on Linux, which installs nothing', FIREFOX, 0, null],
])('on %s', (_, userAgent, touches, way) => {
  expect(installWay({ userAgent, touches, installed: false })).toBe(way);
  expect(installWay({ userAgent, touches, installed: true })).toBeNull();
});
