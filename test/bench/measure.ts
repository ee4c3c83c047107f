/** Runs one measurement of the bench page in its own tab. */

import type { Browser, BrowserContext } from '@playwright/test';
import type { Bench } from './page/main';
import { BENCH } from './playwright.config';

export async function measure<Name extends keyof Bench>(
  browser: Pick<Browser | BrowserContext, 'newPage'>,
  name: Name,
  ...args: Parameters<Bench[Name]>
): Promise<Awaited<ReturnType<Bench[Name]>>> {
  const page = await browser.newPage();
  await page.goto(BENCH);
  await page.waitForFunction(() => 'bench' in globalThis);
  const figures = await page.evaluate(
    ([name, args]) => {
      const { bench } = globalThis as unknown as { bench: Record<string, (...args: unknown[]) => unknown> };
      return bench[name as string]?.(...(args as unknown[]));
    },
    [name, args] as const,
  );
  await page.close();
  return figures as Awaited<ReturnType<Bench[Name]>>;
}
