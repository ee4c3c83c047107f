/** A finger that drags, as Playwright's `tap` does not. */

import type { Page } from '@playwright/test';

interface Point {
  x: number;
  y: number;
}

export interface Finger {
  down(at: Point): Promise<void>;
  move(to: Point): Promise<void>;
  /**
   * Lifts it where it rests. One that is lifted while it moves flings, and a tap that follows may end the fling instead
   * of pressing: in Chromium 3 of 200 did.
   */
  up(): Promise<void>;
}

/** @param page with `hasTouch` */
export async function fingerOn(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  let at: Point = { x: 0, y: 0 };
  const down = async (point: Point) => {
    at = point;
    await send('touchStart', [at]);
  };
  const move = async (point: Point) => {
    at = point;
    await send('touchMove', [at]);
  };
  const up = async () => {
    for (const by of [1, 0, 1, 0]) {
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
      // The browser passes over what is no move.
      await send('touchMove', [{ ...at, x: at.x + by }]);
    }
    await send('touchEnd', []);
  };
  return { down, move, up };
}
