/** Memory of a browser's page processes, as the operating system counts it. */

import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** Returns the process ids of Chromium's pages; a page's workers run in its process. */
export async function pageProcesses(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Returns the most bytes that a process has ever had in memory; NaN where the system does not tell (not Linux). */
export function peakMemory(pid: number): number {
  return statusOf(pid, 'VmHWM');
}

/** Returns the bytes that a process has in memory now; NaN where the system does not tell. */
export function memoryNow(pid: number): number {
  return statusOf(pid, 'VmRSS');
}

/** Returns those bytes of `memoryNow` that are the process's own: neither its program nor shared. */
export function ownNow(pid: number): number {
  return statusOf(pid, 'RssAnon');
}

/** Returns those bytes of `memoryNow` that it shares with other processes, such as decoded pictures. */
export function sharedNow(pid: number): number {
  return statusOf(pid, 'RssShmem');
}

function statusOf(pid: number, name: string): number {
  try {
    const [, kB = 'NaN'] =
      new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kB) * 1024;
  } catch {
    return Number.NaN;
  }
}
