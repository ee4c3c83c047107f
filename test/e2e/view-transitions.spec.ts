/** View transitions between places: what the browser was asked to fade, and that nothing waits for it. */

import type { Page } from '@playwright/test';
import { expect, test } from './app';

declare global {
  interface Window {
    /** What became of each transition, in order: `under way`, `done`, `given up`. */
    transitions: string[];
  }
}

/** @param how `held`: transitions stay under way; `given up`: the browser shows none, as in a hidden tab */
async function watchTransitions(page: Page, how: 'run' | 'held' | 'given up'): Promise<void> {
  await page.addInitScript((how) => {
    window.transitions = [];
    const { startViewTransition } = Document.prototype;
    Document.prototype.startViewTransition = function (update) {
      const transition = startViewTransition.call(this, update);
      const no = window.transitions.push('begun') - 1;
      const note = (state: string) => {
        window.transitions[no] = state;
      };
      if (how === 'given up') transition.skipTransition();
      const ready = transition.ready.then(
        () => {
          note('under way');
          if (how === 'held') for (const animation of document.getAnimations()) animation.pause();
          return 'done';
        },
        () => 'given up',
      );
      transition.finished.then(() => ready).then(note);
      return transition;
    };
  }, how);
}

const transitions = (page: Page) => page.evaluate(() => window.transitions);

test('the page fades from one place into the next, and back', async ({ app, page }) => {
  await watchTransitions(page, 'run');
  await app.openWithSamples();
  expect(await transitions(page)).toEqual([]);
  await app.go('Tidy');
  await expect(page.getByRole('button', { name: 'Tidy' })).toHaveAttribute('aria-current', 'page');
  await expect.poll(() => transitions(page)).toEqual(['done']);
  await page.goBack();
  await expect(app.photos.first()).toBeVisible();
  await expect.poll(() => transitions(page)).toEqual(['done', 'done']);
});

test('presses in the middle of a transition go to the page below', async ({ app, page }) => {
  await watchTransitions(page, 'held');
  await app.openWithSamples();
  await app.go('Labels');
  await expect.poll(() => transitions(page)).toEqual(['under way']);
  // The mouse and the keyboard; each press ends the transition before it.
  await app.go('Settings');
  await expect(page.getByTestId('days-on')).toBeAttached();
  await expect.poll(() => transitions(page)).toEqual(['done', 'under way']);
  await app.search.focus();
  await page.keyboard.type('windmill');
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
  await expect(app.search).toBeFocused();
  await expect.poll(() => transitions(page)).toEqual(['done', 'done', 'under way']);
});

test('of presses faster than the page is drawn the last one counts', async ({ app, page }) => {
  await watchTransitions(page, 'run');
  await app.openWithSamples();
  await page.evaluate(() => {
    for (const place of ['#labels', '#tidy', '', '#atlas', '#settings']) location.hash = place;
  });
  await expect(page.getByTestId('days-on')).toBeAttached();
  await expect.poll(async () => (await transitions(page)).at(-1)).toBe('done');
  await expect(page.getByTestId('days-on')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
});

test('a transition that the browser gives up changes the place all the same', async ({ app, page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await watchTransitions(page, 'given up');
  await app.openWithSamples();
  await app.go('Settings');
  await expect(page.getByTestId('days-on')).toBeAttached();
  await app.go('Find');
  await expect(app.photos.first()).toBeVisible();
  await expect.poll(() => transitions(page)).toEqual(['given up', 'given up']);
  expect(errors).toEqual([]);
});

test('none runs for whoever wants no motion', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await watchTransitions(page, 'run');
  await app.openWithSamples();
  await app.go('Settings');
  await expect(page.getByTestId('days-on')).toBeAttached();
  expect(await transitions(page)).toEqual([]);
});
