/** What the keyboard reaches without anything that shows where the focus is. */

import type { Page } from '@playwright/test';

/**
 * Goes through the page by Tab, from its top, and returns what has the focus unseen. A ring is an outline, or a shadow
 * or border inside, of two pixels at least; a field has it around.
 * @param most stops, where a page has more
 */
export async function withoutRing(page: Page, most = 40): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo({ top: 0, behavior: 'instant' });
  });
  const unseen = new Set<string>();
  let stops = 0;
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const state = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
      const atLeast2 = (length: string) => Number.parseFloat(length) >= 2;
      const around = element.matches('input, textarea') ? element.parentElement : null;
      const boxes = [getComputedStyle(element), ...(around ? [getComputedStyle(around)] : [])];
      const inside = ['::before', '::after'].map((name) => getComputedStyle(element, name));
      const isSeen = [...boxes, ...inside.filter(({ content }) => content !== 'none')].some(
        ({ outlineStyle, outlineWidth, boxShadow }) =>
          (outlineStyle !== 'none' && atLeast2(outlineWidth)) || /0px 0px 0px [2-9]px inset/.test(boxShadow),
      );
      const hasBorder = inside.some(
        ({ content, borderTopStyle, borderTopWidth }) =>
          content !== 'none' && borderTopStyle !== 'none' && atLeast2(borderTopWidth),
      );
      return { isSeen: isSeen || hasBorder, html: element.outerHTML.slice(0, 160) };
    });
    if (!state) break;
    stops++;
    if (!state.isSeen) unseen.add(state.html);
  }
  return stops > 5 ? [...unseen] : [`only ${stops} stops`];
}
