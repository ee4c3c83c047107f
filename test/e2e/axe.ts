/** Accessibility checks of the current page with axe. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app';

/**
 * Expects that axe finds no violation of any rule, best practices included. On the wide screen it also checks
 * contrast in the dark theme: only colours change there, and a phone has the same ones.
 */
export async function findsNothing(page: Page): Promise<void> {
  const { violations } = await axe(page).analyze();
  if ((page.viewportSize()?.width ?? 0) > 600) {
    await show(page, 'dark');
    const inDark = await axe(page).withRules(['color-contrast']).analyze();
    violations.push(...inDark.violations);
    await show(page, 'light');
  }
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(told).toEqual([]);
}

/** Uses legacy mode, which saves a page per scan that merges results of frames: the app has no frames. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

/** Changes the theme and finishes its transitions, so that no colour is measured halfway. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
    }
  });
}
