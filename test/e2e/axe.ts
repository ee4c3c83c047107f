/** What axe finds wrong with the page as it is. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app';

/**
 * Every rule, best practices too. On the wide screen also in the dark those about colours: nothing else
 * changes there, and a phone has the same colours.
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

/** Legacy is how frames are handled: a page of its own for each look, to put theirs together. The app has none. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

/** Changes the theme, at once: halfway colours are no colours. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
    }
  });
}
