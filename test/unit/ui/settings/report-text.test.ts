import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { FailedPhoto, PhotoCard } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import type { BoxState, SourceState } from '#workers/library/contract';
import { type Reported, reportText, type Surroundings } from '../../../../src/ui/settings/report-text';

/** Stands for whatever the user named or wrote. */
const OURS = 'grandma';

const DEVICE: Surroundings = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  languages: ['ja', 'en-US'],
  screen: [390, 844, 3],
  processors: 8,
  memory: null,
  has: { isolation: true, WebGPU: false },
  build: 'index-Cyyty9b0',
};

const photo: PhotoCard = {
  no: 1,
  name: `${OURS}.jpg`,
  width: 4000,
  height: 3000,
  color: 0,
  taken: wallTime(2024),
  favourite: true,
};

const source = (locked: boolean): SourceState => ({
  id: OURS,
  kind: 'folder',
  name: OURS,
  added: 0,
  leftOut: [OURS],
  photos: 3,
  locked,
  missing: 0,
  awaited: 0,
  hidden: 0,
});

const box: BoxState = {
  id: 'box',
  name: OURS,
  address: `${OURS}.local:7650`,
  secure: false,
  host: `${OURS}.local`,
  port: 7650,
  enabled: true,
  state: 'waiting',
  problem: 'box-unreachable',
  space: null,
  model: OURS,
  backend: null,
  perSecond: null,
  latency: null,
  load: null,
  encoded: 0,
};

const failed = (key: number): FailedPhoto => ({
  key,
  name: OURS,
  path: OURS,
  bytes: 3,
  reason: 'damaged',
  detail: OURS,
  retriable: false,
});

const own = `own-${OURS}/image/${OURS}.onnx`;

const session: Reported = {
  language: signal('ja'),
  indexing: signal({
    state: 'paused',
    done: 3,
    failed: 2,
    total: 9,
    changing: null,
    run: { done: 0, total: 4 },
    perSecond: null,
    locked: 0,
    problem: 'disk-full',
  }),
  photos: signal([photo, photo, photo]),
  sources: signal([source(false), source(true)]),
  library: { failed: signal([failed(1), failed(2)]), inMemory: signal(false) },
  models: {
    choices: signal({
      active: { space: 'starter-2', image: 'starter-2/image/q8' },
      next: { space: `own-${OURS}`, image: own },
      unknown: null,
    }),
    readiness: signal({ modelId: 'starter-2', loading: null, modelProblem: null, offline: 'ready' }),
    presences: signal({
      'starter-2/image/q8': { state: 'ready' },
      'clip-b32/image/q8': { state: 'absent' },
      [own]: { state: 'failed', problem: 'model-unsupported', detail: OURS },
    }),
    backends: signal([
      {
        encoder: 'starter-2/image/q8',
        backend: 'wasm',
        wanted: null,
        timings: {},
        refused: { webgpu: OURS },
      },
    ]),
  },
  boxes: { paired: signal([box]) },
  shell: {
    updateWaiting: signal(false),
    notices: signal([{ id: 1, done: 'unread', name: OURS }]),
  },
};

test('the report says what the device is and how the app is', () => {
  const text = reportText(session, DEVICE, { bytes: 12_400_000, quota: 5e9, persisted: false });
  for (const line of [
    /^Mitsuke index-Cyyty9b0\n/,
    `browser: ${DEVICE.userAgent}`,
    'languages: ja en-US; interface: ja',
    'screen: 390 x 844, 3 device pixels each\n',
    'has: isolation; has not: WebGPU',
    'storage: 12 MB of 5000 MB, not persistent\n',
    'photos: 3; not readable: 2 x damaged',
    'sources: folder; folder (locked)',
    'indexing: paused, 5 of 9; problem: disk-full',
    'model: starter-2/image/q8, changing to a model of the user’s own; problem: none',
    'starter-2/image/q8 wasm, not webgpu',
    'encoders: starter-2/image/q8 ready; a model of the user’s own failed\n',
    'boxes: waiting box-unreachable',
    'messages: unread',
  ]) {
    expect(text).toMatch(line);
  }
});

test('nothing that the user named or wrote is in it', () => {
  expect(reportText(session, DEVICE, null)).not.toContain(OURS);
});

test('of an empty library it says that there is nothing', () => {
  const empty = { ...session, sources: signal([]), boxes: { paired: signal([]) } };
  const text = reportText(empty, DEVICE, null);
  expect(text).toContain('storage: unknown\n');
  expect(text).toContain('sources: none\n');
  expect(text).toContain('boxes: none\n');
});
