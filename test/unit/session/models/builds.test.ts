/** What the session does about builds that the device makes. */

import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { Choice } from '#core/space';
import { CLIP_B32 } from '#models/spaces/clip-b32';
import { followBuilds } from '#session/models/builds';
import type { Presences } from '#workers/models/contract';
import { settled } from '../held';

const BUILD = 'clip-b32/image/made-q8';
const SOURCE = 'clip-b32/image/fp16';

function builds(presences: Presences, candidates: () => Promise<('wasm' | 'webgpu')[]>) {
  const known = signal(presences);
  const choice: Choice = { space: CLIP_B32.id, image: BUILD };
  const choose = vi.fn<(choice: Choice) => void>();
  const dismiss = vi.fn();
  const spawn = vi.fn(() => ({ encoder: { backendCandidates: candidates }, dismiss }));
  const onProcessor = signal(false);
  followBuilds({
    onProcessor,
    spaces: signal([CLIP_B32]),
    presences: known,
    active: signal({ choice, space: CLIP_B32 }),
    choose,
    spawn,
  });
  return { onProcessor, presences: known, choose, spawn, dismiss };
}

test('whether a graphics processor could run the source is asked once, when that is here', async () => {
  const { onProcessor, presences, spawn, dismiss } = builds({}, async () => ['wasm']);
  expect(spawn).not.toHaveBeenCalled();
  presences.value = { [SOURCE]: { state: 'ready' } };
  await settled();
  expect(onProcessor.value).toBe(true);
  expect(dismiss).toHaveBeenCalledOnce();
  presences.value = { [SOURCE]: { state: 'absent' } };
  presences.value = { [SOURCE]: { state: 'ready' } };
  await settled();
  expect(spawn).toHaveBeenCalledOnce();
});

test('with one, full builds are the better choice', async () => {
  const { onProcessor } = builds({ [SOURCE]: { state: 'ready' } }, async () => ['wasm', 'webgpu']);
  await settled();
  expect(onProcessor.value).toBe(false);
});

test('a worker that fails counts as none', async () => {
  const { onProcessor, dismiss } = builds({ [SOURCE]: { state: 'ready' } }, async () => {
    throw new Error('It died.');
  });
  await settled();
  expect(onProcessor.value).toBe(true);
  expect(dismiss).toHaveBeenCalledOnce();
});

test('the source takes the place of a build that differs, and of no other that failed', () => {
  const { presences, choose } = builds({ [BUILD]: { state: 'ready' } }, async () => ['wasm']);
  presences.value = { [BUILD]: { state: 'failed', problem: 'network', detail: '' } };
  expect(choose).not.toHaveBeenCalled();
  presences.value = { [BUILD]: { state: 'failed', problem: 'build-differs', detail: '0.93' } };
  expect(choose).toHaveBeenCalledExactlyOnceWith({ space: CLIP_B32.id, image: SOURCE });
});
