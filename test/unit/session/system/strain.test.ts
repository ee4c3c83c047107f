import { expect, test, vi } from 'vitest';
import type { Rest } from '#core/photo';
import { type Strained, watchStrain } from '#session/system/strain';

function battery(level: number, charging = false) {
  const told: (Rest | null)[] = [];
  const one = Object.assign(new EventTarget(), { level, charging });
  watchStrain((why) => told.push(why), { getBattery: async () => one });
  const set = (level: number, charging = false) => {
    Object.assign(one, { level, charging });
    one.dispatchEvent(new Event('levelchange'));
  };
  return { told, set };
}

/** @returns what the observer of this source is told */
function pressure(knownSources: string[]) {
  const told: (Rest | null)[] = [];
  const observed: string[] = [];
  let tell: (records: { state: string }[]) => void = () => undefined;
  class PressureObserver {
    static readonly knownSources = knownSources;
    constructor(callback: typeof tell) {
      tell = callback;
    }
    async observe(source: string) {
      observed.push(source);
    }
  }
  watchStrain((why) => told.push(why), { PressureObserver } as Strained);
  return { told, observed, tell: (...states: string[]) => tell(states.map((state) => ({ state }))) };
}

test('a low battery rests until it is charged, or well above the limit', async () => {
  const { told, set } = battery(0.5);
  await vi.waitFor(() => set(0.14));
  await vi.waitFor(() => expect(told).toEqual(['low']));
  set(0.16);
  expect(told).toEqual(['low']);
  set(0.21);
  set(0.1);
  set(0.1, true);
  expect(told).toEqual(['low', null, 'low', null]);
});

test('a battery that is fine at first tells nothing', async () => {
  const { told } = battery(0.05, true);
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual([]);
});

test('a device that is hot rests until it is not', () => {
  const { told, observed, tell } = pressure(['cpu', 'thermals']);
  expect(observed).toEqual(['thermals']);
  tell('serious');
  tell('serious', 'critical');
  tell('critical');
  tell('fair');
  expect(told).toEqual(['hot', null]);
});

test('busy cores are no heat', () => {
  expect(pressure(['cpu']).observed).toEqual([]);
  expect(() => watchStrain(() => undefined, {})).not.toThrow();
});
