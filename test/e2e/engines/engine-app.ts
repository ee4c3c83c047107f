/** Drives the app through its stable hooks in any engine. Waits for states, never for time. */

import { expect } from '@playwright/test';
import type { Driver } from './driver';

/** The data attributes of an element, by their names without "data-". */
export type Hook = Readonly<Record<string, string>>;

/** What to click: a CSS selector, or the name of a button as a user reads or hears it. */
export type Target = string | { button: string; within?: string };

const TIMEOUT = 60_000;
/** Indexing takes as long as the machine is slow. */
const LONG = { timeout: 480_000, intervals: [100] };
const OFTEN = { timeout: TIMEOUT, intervals: [30] };

/** Returns the selector of a hook, with these data attributes. */
export function hook(name: string, data: Hook = {}): string {
  const rest = Object.entries(data).map(([key, value]) => `[data-${key}=${JSON.stringify(value)}]`);
  return `[data-testid=${name}]${rest.join('')}`;
}

export class EngineApp {
  constructor(
    readonly driver: Driver,
    private readonly address: string,
  ) {}

  async open(): Promise<void> {
    await this.driver.open(this.address);
    await this.there(hook('indexing'));
  }

  /** Goes back to the photos; opens the app only if it is not there, because each load costs seconds. */
  async stay(): Promise<void> {
    const at = await this.driver.evaluate(() => location.origin, null);
    if (at === this.address) await this.go('Find');
    else await this.open();
  }

  async reload(): Promise<void> {
    await this.driver.reload();
    await this.there(hook('indexing'));
  }

  /** Returns the data attributes of all elements of a selector. */
  all(selector: string): Promise<Hook[]> {
    return this.driver.evaluate(
      (selector) =>
        [...document.querySelectorAll<HTMLElement>(selector)].map(({ dataset }) => ({ ...dataset }) as Hook),
      selector,
    );
  }

  async there(selector: string): Promise<void> {
    const state = async () => ((await this.all(selector)).length > 0 ? 'there' : 'not there');
    await expect.poll(told(state), { ...OFTEN, message: selector }).toBe('there');
  }

  async gone(selector: string): Promise<void> {
    const state = async () => ((await this.all(selector)).length > 0 ? 'there' : 'gone');
    await expect.poll(told(state), { ...OFTEN, message: selector }).toBe('gone');
  }

  async shows(text: string): Promise<void> {
    const shown = () => this.driver.evaluate(() => document.body.innerText, null);
    await expect.poll(told(shown), OFTEN).toContain(text);
  }

  /** Whether the page says that a deletion waits for other tabs. */
  isWaitingForTabs(): Promise<boolean> {
    return this.driver.evaluate(
      () => document.body.innerText.includes('Mitsuke is still open in another tab.'),
      null,
    );
  }

  /** Waits until the queue is empty and the library holds this many photos. */
  async settled(done: number): Promise<void> {
    const state = async () => {
      const [{ done, state } = {}] = await this.all(hook('indexing'));
      return { done, state };
    };
    await expect.poll(told(state), LONG).toEqual({ done: String(done), state: 'idle' });
  }

  async done(): Promise<number> {
    const [indexing] = await this.all(hook('indexing'));
    return Number(indexing?.done);
  }

  /** Clicks once the target is there, at rest and not covered, again if it moved away under the press. */
  async click(target: Target): Promise<void> {
    const wanted =
      typeof target === 'string'
        ? { selector: target }
        : { selector: `${target.within ?? ''} button`, name: target.button };
    const state = async () => {
      const spot = await this.driver.evaluate(spotOf, wanted);
      if (typeof spot === 'string') return spot;
      await this.driver.click(spot.x, spot.y);
      // A page that the press has left knows of none, or answers with an error.
      const told = this.driver.evaluate(() => document.documentElement.dataset.pressed ?? 'hit', null);
      return told.catch(() => 'hit');
    };
    await expect.poll(told(state), { ...OFTEN, message: JSON.stringify(wanted) }).toBe('hit');
  }

  /** Replaces the text of a field. */
  async fill(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.driver.evaluate((selector) => {
      document.querySelector<HTMLInputElement>(selector)?.select();
    }, selector);
    await this.driver.type(text);
  }

  /** Types a query and waits for its own results. */
  async find(text: string): Promise<void> {
    await this.fill(hook('search'), text);
    await this.there(hook('results', { query: text }));
    await this.there(`${hook('photo')}[data-score]`);
    // Leaving the field closes the list of suggestions, which covers photos.
    await this.driver.evaluate(() => (document.activeElement as HTMLElement | null)?.blur(), null);
  }

  /** Returns the file names of the photos in the document, in order. */
  async names(): Promise<string[]> {
    return (await this.all(hook('photo'))).map(({ name = '' }) => name);
  }

  async go(place: string): Promise<void> {
    await this.click({ button: place });
  }
}

/** A page that is being left answers with an error: it is asked again, and the last error is told. */
function told<State>(read: () => Promise<State>): () => Promise<State | string> {
  return () => read().catch(String);
}

type Spot = string | { x: number; y: number };

/**
 * Returns where the first visible element is once it rests, else why it cannot be clicked. The click that follows does
 * nothing if it hits another element, because this one has moved since, and is told as missed. Runs in the page.
 */
async function spotOf({ selector, name }: { selector: string; name?: string }): Promise<Spot> {
  const named = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) =>
      name === undefined || (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() === name,
  );
  const visible = named.filter((element) => element.checkVisibility());
  // What is opened last lies on top.
  const element = name === undefined ? visible[0] : visible.at(-1);
  if (!element) return named.length > 0 ? 'hidden' : 'not there';
  if (element.matches(':disabled, [aria-disabled=true]')) return 'disabled';
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const before = element.getBoundingClientRect();
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const { left, top, width, height } = element.getBoundingClientRect();
  if (left !== before.left || top !== before.top) return 'moving';
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = document.elementFromPoint(x, y);
  if (!hit || !(element.contains(hit) || hit.contains(element))) {
    return `covered by ${hit?.outerHTML.slice(0, 200)}`;
  }
  delete document.documentElement.dataset.pressed;
  addEventListener(
    'click',
    (event) => {
      const hits = event.composedPath().includes(element) || event.target === hit;
      document.documentElement.dataset.pressed = hits ? 'hit' : 'missed';
      if (hits) return;
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    { capture: true, once: true },
  );
  return { x, y };
}
