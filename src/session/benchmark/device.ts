/** Information about the device that the browser reports, for the benchmark only. */

import { sharesMemory } from '#workers/encode/contract';
import type { Pressure } from './contract';

/** In ascending order. */
const PRESSURES: readonly Pressure[] = ['nominal', 'fair', 'serious', 'critical'];

/** Missing in TypeScript's types and in some browsers. */
interface Extras {
  PressureObserver?: new (
    callback: (records: { state: Pressure }[]) => void,
  ) => { observe(source: string, options?: object): Promise<void>; disconnect(): void };
}

/** Returns browser, threads and graphics adapter as one line. */
export async function deviceLine(): Promise<string> {
  const { gpu } = navigator as unknown as {
    gpu?: { requestAdapter(): Promise<{ info?: { vendor?: string; architecture?: string } } | null> };
  };
  const info = (await gpu?.requestAdapter().catch(() => null))?.info;
  const adapter = [info?.vendor, info?.architecture].filter(Boolean).join(' ');
  return [
    browserName(),
    `${navigator.hardwareConcurrency} threads${sharesMemory() ? '' : ' (one used: no shared memory)'}`,
    adapter ? `WebGPU: ${adapter}` : gpu && info ? 'WebGPU' : 'no WebGPU',
  ].join(', ');
}

function browserName(): string {
  const { userAgent } = navigator;
  const known =
    /(Edg|Firefox|OPR|Chrome)\/(\d+)/.exec(userAgent) ?? /(Version)\/(\d+).*Safari/.exec(userAgent);
  if (!known) return userAgent;
  const [, name = '', version] = known;
  return `${{ Edg: 'Edge', OPR: 'Opera', Version: 'Safari' }[name] ?? name} ${version}`;
}

/** Returns the bytes of memory of the page and its workers; null if the browser does not report them. */
export async function memoryInUse(): Promise<number | null> {
  const { measureUserAgentSpecificMemory: ask } = performance as unknown as {
    measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
  };
  if (!ask) return null;
  // Browsers may take very long to answer.
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 20_000));
  const asked = ask.call(performance).then(({ bytes }) => bytes);
  return Promise.race([asked, late]).catch(() => null);
}

/**
 * Watches the pressure on the processor.
 * @param onRise called each time it exceeds the highest pressure seen so far
 * @returns a function that stops watching
 */
export function watchPressure(onRise: (pressure: Pressure) => void): () => void {
  const { PressureObserver } = globalThis as Extras;
  if (!PressureObserver) return () => undefined;
  let highest = -1;
  const observer = new PressureObserver((records) => {
    for (const { state } of records) {
      if (PRESSURES.indexOf(state) <= highest) continue;
      highest = PRESSURES.indexOf(state);
      onRise(state);
    }
  });
  observer.observe('cpu', { sampleInterval: 500 }).catch(() => undefined);
  return () => observer.disconnect();
}
