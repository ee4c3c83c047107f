/**
 * Tells when the device has to rest: it is hot, or its battery is low and not being charged.
 *
 * Heat is what the browser calls critical of the source "thermals". Of the source "cpu" critical only means that the
 * cores are busy, as they are whenever photos are indexed, so that says nothing. Browsers that tell neither never rest.
 */

import type { Rest } from '#core/photo';

/** Fractions of the battery: it rests below the first, and goes on above the second. */
const LOW = 0.15;
const ENOUGH = 0.2;

interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

/** Missing in TypeScript's types and in some browsers. */
export interface Strained {
  getBattery?: () => Promise<Battery>;
  PressureObserver?: {
    new (
      callback: (records: { state: string }[]) => void,
    ): {
      observe(source: string, options?: object): Promise<void>;
    };
    readonly knownSources: readonly string[];
  };
}

/** @param onChange called with the reason to rest, and with null when there is none any more; never at first with null */
export function watchStrain(onChange: (why: Rest | null) => void, device: Strained = deviceHere()): void {
  let told: Rest | null = null;
  let hot = false;
  let low = false;
  const tell = () => {
    const why = hot ? 'hot' : low ? 'low' : null;
    if (why === told) return;
    told = why;
    onChange(why);
  };
  const { PressureObserver, getBattery } = device;
  if (PressureObserver?.knownSources?.includes('thermals')) {
    const observer = new PressureObserver((records) => {
      hot = records.at(-1)?.state === 'critical';
      tell();
    });
    observer.observe('thermals', { sampleInterval: 5000 }).catch(() => undefined);
  }
  getBattery?.().then(
    (battery) => {
      const look = () => {
        low = !battery.charging && battery.level < (low ? ENOUGH : LOW);
        tell();
      };
      battery.addEventListener('levelchange', look);
      battery.addEventListener('chargingchange', look);
      look();
    },
    () => undefined,
  );
}

function deviceHere(): Strained {
  const { PressureObserver } = globalThis as Strained;
  const { getBattery } = navigator as Strained;
  return {
    ...(PressureObserver && { PressureObserver }),
    ...(getBattery && { getBattery: getBattery.bind(navigator) }),
  };
}
