import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AFTER_FIRST_PAINT, FIRST_PAINT } from '../../../src/ui/first-paint';
import { isFirstPaint } from '../../../tools/vite/page-chunks';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);
const MODULES = [...FILES, ...FILES.map((path) => path.replace(/\.(module\.css|tsx?)$/, ''))];

describe('the modules of the first paint', () => {
  test.each([...FIRST_PAINT, ...AFTER_FIRST_PAINT])('exist: %s', (path) => {
    expect(MODULES).toContain(path);
  });

  test.each(AFTER_FIRST_PAINT)('would otherwise include %s', (path) => {
    expect(FIRST_PAINT.some((folder) => path.startsWith(`${folder}/`))).toBe(true);
  });
});

test.each([
  ['/home/me/mitsuke/src/ui/grid/Grid.tsx', true],
  ['/home/me/mitsuke/src/ui/grid/Grid.module.css', true],
  ['C:/mitsuke/src/core/rank.ts', true],
  ['/home/me/mitsuke/node_modules/@preact/signals/dist/signals.module.js', true],
  ['/home/me/mitsuke/src/ui/library/Timeline.tsx', false],
  ['/home/me/mitsuke/src/ui/library/timeline-stops.ts', false],
  ['/home/me/mitsuke/src/ui/parts/ButtonGroup.tsx', false],
  ['/home/me/mitsuke/src/ui/tidy/Tidy.tsx', false],
  ['/home/me/mitsuke/node_modules/preact-render/index.js', false],
])('%s belongs to the first paint: %s', (id, belongs) => {
  expect(isFirstPaint(id)).toBe(belongs);
});
