/** Accessibility checks of the current page with axe. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app';

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

const PHONE = { width: 390, height: 844 };

/** WCAG 2.2 AA asks for targets of 24 px or the space of such; axe leaves the rule out unless it is asked for. */
const RULES = { 'target-size': { enabled: true } };

/**
 * Expects that axe finds no violation of any rule, best practices and sizes of targets included. On a wide screen it also checks contrast in
 * the dark theme, and all rules at the size of a phone, where the same state is laid out anew.
 */
export async function findsNothing(page: Page): Promise<void> {
  const violations = await violationsOf(page);
  const wide = page.viewportSize();
  if (wide && wide.width > 600) {
    await page.emulateMedia({ colorScheme: 'dark' });
    violations.push(...(await violationsOf(page, axe(page).withRules(['color-contrast']))));
    await page.emulateMedia({ colorScheme: 'light' });
    // A window that fills the screen cannot be resized.
    if (!(await page.evaluate(() => document.fullscreenElement !== null))) {
      await resize(page, PHONE);
      violations.push(...(await violationsOf(page)));
      await resize(page, wide);
    }
  }
  expect(violations.map(told)).toEqual([]);
}

/** Expects that axe finds no violation in the page as it is shown, where another size and theme are scanned elsewhere. */
export async function findsNothingHere(page: Page): Promise<void> {
  expect((await violationsOf(page)).map(told)).toEqual([]);
}

/**
 * Scans the page. Of a target that something covers in part, axe measures the rest: it is measured again where the page
 * has scrolled clear of bars, and not at all below a sheet, where nothing can be pressed.
 */
async function violationsOf(page: Page, scan = axe(page)): Promise<Violation[]> {
  await finishMovements(page);
  const { violations } = await scan.analyze();
  const found: Violation[] = [];
  for (const violation of violations) {
    const nodes: Violation['nodes'] = [];
    for (const node of violation.nodes) {
      if (violation.id !== 'target-size' || (await isSmall(page, String(node.target)))) nodes.push(node);
    }
    if (nodes.length > 0) found.push({ ...violation, nodes });
  }
  return found;
}

async function isSmall(page: Page, target: string): Promise<boolean> {
  const isBelow = await page.locator(target).evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
    const sheet = document.querySelector('dialog:modal');
    if (!sheet) return false;
    // axe does not know that a sheet is above all else.
    const alone = new CSSStyleSheet();
    alone.replaceSync('body :not(:has(dialog:modal), dialog:modal, dialog:modal *) { visibility: hidden }');
    document.adoptedStyleSheets.push(alone);
    return !sheet.contains(element);
  });
  const { violations } = await axe(page).include(target).withRules(['target-size']).analyze();
  await page.evaluate(() => document.adoptedStyleSheets.splice(0));
  return !isBelow && violations.length > 0;
}

function told({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map((node) => node.html).join(' ')}`;
}

/** Changes the size and waits for the layout that follows: observers are called in the next frame. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/**
 * Uses legacy mode, which saves a page per scan that merges results of frames: the app has no frames. What passed is
 * not described, which halves the time of a scan.
 */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], rules: RULES });
}

/** Ends what fades in or changes its colour, so that no colour is measured halfway. What lasts longer is no transition. */
async function finishMovements(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (Number(animation.effect?.getComputedTiming().endTime) <= 1000) animation.finish();
    }
  });
}
