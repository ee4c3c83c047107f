/** The backend for AX650N cards, through the real FFI, on the compiled stand-in. */

import { beforeAll, describe, expect, test } from 'vitest';
import { bundleDriver, driven, errorOf, expectOrderly, offBy } from './driving';

const OPENING = [
  'Init',
  'rtGetDeviceList',
  'rtSetDevice',
  'rtEngineInit',
  'rtEngineLoadFromFile',
  'rtEngineCreateContext',
  'rtEngineGetIOInfo',
  'rtEngineGetInputDims',
  'rtEngineGetInputDataType',
  'rtEngineGetOutputDims',
  'rtEngineGetOutputDataType',
  'rtEngineCreateIO',
  'rtMalloc',
  'rtEngineSetInputBufferByIndex',
  'rtMalloc',
  'rtEngineSetOutputBufferByIndex',
];
const RUN = ['rtMemcpy', 'rtEngineExecute', 'rtMemcpy'];
const CLOSING = [
  'rtFree',
  'rtFree',
  'rtEngineDestroyIO',
  'rtEngineUnload',
  'rtEngineFinalize',
  'rtResetDevice',
  'Finalize',
];

beforeAll(bundleDriver);

describe.runIf(process.platform === 'linux')('the backend for cards', () => {
  test.each(['u8', 'f32', 'two'] as const)('returns the vectors of the %s model', async (flavour) => {
    const run = await driven({ flavour, backend: 'axcl' });
    expect(offBy(run)).toBeLessThan(1e-5);
    expectOrderly(run);
  });

  test('calls the library in the documented order on one thread, and undoes every step', async () => {
    const run = await driven({ backend: 'axcl' });
    expect(run.calls).toEqual([...OPENING, ...RUN, ...RUN, ...RUN, ...CLOSING]);
    expectOrderly(run);
  });

  test.each([...new Set([...OPENING, ...RUN])])(
    'reports a failure of axcl%s and leaves nothing open',
    async (call) => {
      const run = await driven({ backend: 'axcl', environment: { FAIL: `axcl${call}=0x8030070a` } });
      expect(errorOf(run)).toBe(`axcl${call} failed: 0x8030070a`);
      expectOrderly(run);
    },
  );

  test('undoes every step on SIGTERM in the middle of the work', async () => {
    const run = await driven({ backend: 'axcl', forever: true, signal: 'SIGTERM' });
    expect(run.calls.slice(-CLOSING.length)).toEqual(CLOSING);
    expectOrderly(run);
  });

  test('reports that the computer has no card', async () => {
    const run = await driven({ backend: 'axcl', environment: { CARDS: '0' } });
    expect(errorOf(run)).toBe('There is no AX650N card in this computer.');
    expectOrderly(run);
  });

  test('passes the address sanitizer', async () => {
    const run = await driven({ backend: 'axcl', sanitized: true });
    expect(run.errors).toBe('');
    expect(offBy(run)).toBeLessThan(1e-5);
  });
});
