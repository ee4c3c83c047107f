/** What the app takes at one moment, after garbage was collected. */

import { readdirSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { memoryNow, pageProcesses } from '../../tools/peak-memory';

/** Unit of each curve, in the order of the picture. */
export const CURVES = {
  'heap of the page’s thread': 'MB',
  'memory of the page’s process': 'MB',
  'open files and sockets of that process': '',
  workers: '',
  'elements and other nodes': '',
  'listeners of events': '',
  'stored on the disk': 'MB',
} as const;

export type Sample = Record<keyof typeof CURVES, number>;

export async function sampleOf(browser: Browser, page: Page): Promise<Sample> {
  const session = await page.context().newCDPSession(page);
  // Garbage is collected, in workers too, and decoded pictures are dropped.
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  const stored = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? Number.NaN);
  const processes = await pageProcesses(browser);
  const pid = processes.reduce((most, pid) => (memoryNow(pid) > memoryNow(most) ? pid : most));
  return {
    'heap of the page’s thread': usedSize / 1e6,
    'memory of the page’s process': memoryNow(pid) / 1e6,
    'open files and sockets of that process': handlesOf(pid),
    workers: page.workers().length,
    'elements and other nodes': nodes,
    'listeners of events': jsEventListeners,
    'stored on the disk': stored / 1e6,
  };
}

/** Returns how many handles a process holds; NaN where the system does not tell (not Linux). */
function handlesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}
