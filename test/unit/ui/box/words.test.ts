import { expect, test } from 'vitest';
import type { BoxState } from '#workers/library/contract';
import { hashText, loadText, modelText, speedText, totalOf } from '../../../../src/ui/box/words';
import { loadLaterWords } from '../../../../src/ui/i18n';

const BOX: BoxState = {
  id: '1',
  name: 'attic',
  address: '192.168.1.50:7650',
  host: '192.168.1.50',
  port: 7650,
  secure: false,
  enabled: true,
  state: 'ready',
  problem: null,
  space: 'clip-b32',
  model: '3f2a90c1b7de0011',
  backend: 'axengine',
  perSecond: 160.4,
  latency: { link: 1.2, queue: 0.3, encoder: 5 },
  load: { cpu: 0.12, cores: 8, memory: 84e6 },
  encoded: 0,
};

test('known values of a box are put into words', async () => {
  await loadLaterWords();
  expect(speedText(BOX)).toBe('160 photos a second');
  expect(loadText(BOX)).toBe('12% of 8 cores, 84\u00a0MB of memory');
  expect(loadText({ ...BOX, load: { cpu: 0.5, cores: 1, memory: 1e9 } })).toBe(
    '50% of 1 core, 1\u00a0GB of memory',
  );
  expect(modelText(BOX, 'CLIP ViT-B/32')).toBe('CLIP ViT-B/32 · axengine');
  expect(hashText(BOX)).toBe('SHA-256 3f2a90c1b7de');
  expect(totalOf({ link: 1.25, queue: 0.25, encoder: 5 })).toBe(6.5);
});

test('unknown values of a box are left out', () => {
  const unknown = { ...BOX, space: null, model: null, backend: null, perSecond: null, load: null };
  expect([speedText(unknown), loadText(unknown), modelText(unknown), hashText(unknown)]).toEqual([
    '',
    '',
    '',
    '',
  ]);
});
