/** How long the page's thread is busy at once: as a clock sees it, and in processor time. */

import type { Browser, Page } from '@playwright/test';

/** A long task of the page's thread, or the frame around it, which tells what ran in it. Times in milliseconds. */
interface Busy {
  kind: string;
  ms: number;
  scripts: string[];
}

/** Collects long tasks and frames of the page, in the page. For `addInitScript`. */
export function watchThread(): void {
  const busy: Busy[] = [];
  Object.assign(globalThis, { busy });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { scripts = [] } = entry as PerformanceEntry & {
        scripts?: { invoker: string; sourceURL: string; duration: number }[];
      };
      const ran = scripts.map(
        ({ invoker, sourceURL, duration }) =>
          `${invoker} ${sourceURL.split('/').at(-1)} ${Math.round(duration)}`,
      );
      busy.push({ kind: entry.entryType, ms: entry.duration, scripts: ran });
    }
  }).observe({ entryTypes: ['longtask', 'long-animation-frame'] });
}

/** Returns what was noted since the last call. */
export async function longTasks(page: Page): Promise<Busy[]> {
  return page.evaluate(() => (globalThis as unknown as { busy: Busy[] }).busy.splice(0));
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds by the clock, and of processor time. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/**
 * Traces while `work` runs. On a machine that others use too, a task waits for its turn in the middle: only its
 * processor time says what it costs.
 * @returns the longest task of the busiest page's thread, in milliseconds by the clock and of processor time
 */
export async function longestTask(
  browser: Browser,
  work: () => Promise<unknown>,
): Promise<{ wall: number; processor: number }> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) events.push(event);
  });
  const traceConfig = { includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const pages = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = pages.map((page) =>
    events.filter(
      (event) => event.ph === 'X' && /RunTask$/.test(event.name) && threadOf(event) === threadOf(page),
    ),
  );
  const busiest = tasks.sort((a, b) => b.length - a.length)[0] ?? [];
  if (busiest.length === 0) throw new Error('The trace has no task of a page.');
  const longest = (of: (task: TraceEvent) => number) =>
    busiest.reduce((most, task) => Math.max(most, of(task)), 0) / 1000;
  return { wall: longest(({ dur = 0 }) => dur), processor: longest(({ tdur = 0 }) => tdur) };
}
