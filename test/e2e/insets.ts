/** The edges of a phone's screen that its notch, corners and home indicator take, and what of the page lies there. */

import type { Page } from '@playwright/test';

/** A phone upright and on its side, in CSS pixels. */
const SCREENS = [
  { width: 390, height: 844, top: 59, right: 0, bottom: 34, left: 0 },
  { width: 844, height: 390, top: 0, right: 59, bottom: 21, left: 59 },
];

/**
 * Returns what lies under the insets, with the size of the screen. What scrolls with the page may pass below the top and
 * bottom, never the sides. Restores the size and the whole screen.
 */
export async function underInsets(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const before = page.viewportSize();
  const under: string[] = [];
  for (const { width, height, ...insets } of SCREENS) {
    await page.setViewportSize({ width, height });
    await session.send('Emulation.setSafeAreaInsetsOverride', { insets });
    const found = await page.evaluate(lying, insets);
    under.push(...found.map((element) => `${width} x ${height}: ${element}`));
  }
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets: {} });
  if (before) await page.setViewportSize(before);
  await session.detach();
  return under;
}

/** Runs in the page. Scrolls what lies over it to its end, whose padding is what keeps it clear. */
async function lying(insets: {
  top: number;
  right: number;
  bottom: number;
  left: number;
}): Promise<string[]> {
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  await drawn();
  await drawn();
  const scrolls = (element: Element, axis: 'overflowX' | 'overflowY') =>
    /auto|scroll/.test(getComputedStyle(element)[axis]) && element !== document.documentElement;
  const above = (element: Element): Element[] => {
    const parent = element.parentElement;
    return parent ? [parent, ...above(parent)] : [];
  };
  for (const element of document.querySelectorAll('body *')) {
    if (scrolls(element, 'overflowY')) element.scrollTop = element.scrollHeight;
  }
  await drawn();
  const safe = {
    top: insets.top - 1,
    left: insets.left - 1,
    right: innerWidth - insets.right + 1,
    bottom: innerHeight - insets.bottom + 1,
  };
  const things = 'button, a, input, select, textarea, summary, h1, h2, h3, p, dt, dd';
  /** What of an element is seen through all that scrolls around it; null if nothing is. */
  const seen = (element: Element) => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (const each of above(element)) {
      if (each === document.body || !(scrolls(each, 'overflowX') || scrolls(each, 'overflowY'))) continue;
      const box = each.getBoundingClientRect();
      [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
      [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    const isOff = right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight;
    const isSmall = right - left <= 2 || bottom - top <= 2;
    return isOff || isSmall ? null : { left, top, right, bottom };
  };
  const under = [...document.querySelectorAll(things)].filter((element) => {
    const box = element.checkVisibility({ opacityProperty: true }) ? seen(element) : null;
    if (!box) return false;
    const chain = [element, ...above(element)];
    const isSideways = chain
      .slice(1)
      .some((each) => scrolls(each, 'overflowX') && each.scrollWidth > each.clientWidth);
    if (!isSideways && (box.left < safe.left || box.right > safe.right)) return true;
    // The nearest that does not go with the page says what holds it.
    const held = chain
      .map((each) => getComputedStyle(each))
      .find(({ position }) => /fixed|sticky/.test(position));
    if (!held) return false;
    const isFixed = held.position === 'fixed';
    return (
      (box.top < safe.top && (isFixed || held.top !== 'auto')) ||
      (box.bottom > safe.bottom && (isFixed || held.bottom !== 'auto'))
    );
  });
  return under.map((element) => element.outerHTML.slice(0, 160));
}
