import { afterEach, expect, test } from 'vitest';
import { queueEarlyKeys } from '../../../../src/ui/photo/early-keys';

/** A viewer that opens until it is told that it has. */
function opensViewer() {
  const element = document.body.appendChild(document.createElement('div'));
  element.innerHTML = '<button>More</button><input />';
  const over = document.body.appendChild(document.createElement('dialog'));
  const listeners: (() => void)[] = [];
  const pswp = {
    element,
    opener: { isOpening: true },
    on: (_: string, listener: () => void) => listeners.push(listener),
  };
  const heard: string[] = [];
  const listen = ({ key }: KeyboardEvent) => heard.push(key);
  document.addEventListener('keydown', listen);
  const end = queueEarlyKeys(pswp as unknown as Parameters<typeof queueEarlyKeys>[0]);
  ends.push(
    end,
    () => document.removeEventListener('keydown', listen),
    () => element.remove(),
    () => over.remove(),
  );
  return {
    heard,
    over,
    end,
    button: element.querySelector('button') as HTMLElement,
    field: element.querySelector('input') as HTMLElement,
    opened: () => {
      pswp.opener.isOpening = false;
      for (const listener of listeners) listener();
    },
  };
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const press = (on: EventTarget, key: string, more: KeyboardEventInit = {}) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

test('replays the keys of the viewer in order once it is open, and keeps none after', () => {
  const { heard, button, opened } = opensViewer();
  expect(press(document.body, 'ArrowRight')).toBe(false);
  expect(press(button, 'f')).toBe(false);
  expect(heard).toEqual([]);
  opened();
  expect(heard).toEqual(['ArrowRight', 'f']);
  press(document.body, 'i');
  expect(heard).toEqual(['ArrowRight', 'f', 'i']);
});

test('leaves keys to what has keys of its own: a slideshow over it, a field, a button, the browser', () => {
  const { heard, over, field, button, opened } = opensViewer();
  expect(press(over, ' ')).toBe(true);
  expect(press(field, 'p')).toBe(true);
  expect(press(button, 'Enter')).toBe(true);
  expect(press(document.body, 'Tab')).toBe(true);
  expect(press(document.body, 'r', { ctrlKey: true })).toBe(true);
  opened();
  expect(heard).toEqual([' ', 'p', 'Enter', 'Tab', 'r']);
});

test('takes no key after its end', () => {
  const { heard, end } = opensViewer();
  end();
  press(document.body, 'ArrowRight');
  expect(heard).toEqual(['ArrowRight']);
});
