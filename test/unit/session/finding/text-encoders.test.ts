/** The choice of a query's text encoder, and the lifetime of its worker. */

import { signal } from '@preact/signals';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { Space, TextEntry } from '#core/space';
import { TextEncoders } from '#session/finding/text-encoders';
import type { Presence, Presences } from '#workers/models/contract';
import { SPACE, textEntry } from '../fixtures';
import { type Held, held, settled } from '../held';

const EN = textEntry('en', ['en']);
const JA = textEntry('ja', ['ja', 'en']);
const BOTH: Space = { ...SPACE, texts: [EN, JA] };
const READY: Presence = { state: 'ready' };
const ABSENT: Presence = { state: 'absent' };
const LOADING: Presence = { state: 'loading', loaded: 1, total: 2, perSecond: null };

function encoders(here: Presences, language = 'en') {
  const presences = signal(here);
  const opening: (Held<void> & { entry: TextEntry; dismiss: ReturnType<typeof vi.fn<() => void>> })[] = [];
  const spawn = vi.fn(() => {
    const dismiss = vi.fn<() => void>();
    const openText = (entry: TextEntry) => {
      const opened = { ...held<void>(), entry, dismiss };
      opening.push(opened);
      return opened.promise;
    };
    return { encoder: { openText, texts: async () => new Float32Array(2) }, dismiss };
  });
  return { texts: new TextEncoders(presences, signal(language), spawn), presences, opening, spawn };
}

describe('a query is encoded by', () => {
  test.each([
    ['the first that understands its language', 'dog', 'en', 'en'],
    ['another one if the first does not', 'いぬ', 'en', 'ja'],
    ['one for the language of the interface if its script leaves it open', '犬', 'ja', 'ja'],
    ['the first if it has no language', '🐕', 'en', 'en'],
  ])('%s', async (_, text, ui, id) => {
    const { texts } = encoders({ en: READY, ja: READY }, ui);
    expect(await texts.speakerFor(text, BOTH)).toMatchObject({ entry: { id }, unspoken: null });
  });

  test('an installed one, with an offer of one that would understand it', async () => {
    const { texts } = encoders({ en: READY, ja: ABSENT });
    const { entry, unspoken } = await texts.speakerFor('いぬ', BOTH);
    expect(entry.id).toBe('en');
    expect(unspoken).toMatchObject({ language: 'ja', offer: { id: 'ja' } });
  });

  test('an installed one, without an offer if the space has no better one', async () => {
    const { texts } = encoders({ en: READY, ja: READY });
    const { unspoken } = await texts.speakerFor('собака', BOTH);
    expect(unspoken).toEqual({ language: 'ru', offer: null });
  });
});

describe('a query without an installed encoder', () => {
  test('waits for one that is being downloaded', async () => {
    const { texts, presences } = encoders({ en: LOADING });
    const speaker = texts.speakerFor('dog', BOTH);
    const spoken = vi.fn();
    void speaker.then(spoken);
    await settled();
    expect(spoken).not.toHaveBeenCalled();
    presences.value = { en: READY };
    expect((await speaker).entry.id).toBe('en');
  });

  test('fails with the problem of its download', async () => {
    const { texts, presences } = encoders({ en: LOADING });
    const speaker = texts.speakerFor('dog', BOTH);
    presences.value = { en: { state: 'failed', problem: 'network', detail: 'Cut off.' } };
    await expect(speaker).rejects.toMatchObject({ name: 'network', message: 'Cut off.' });
  });

  test('fails with model-missing if all wait for the user’s confirmation', async () => {
    const { texts } = encoders({
      en: { state: 'unconfirmed', pins: [] },
      ja: { state: 'unconfirmed', pins: [] },
    });
    await expect(texts.speakerFor('dog', BOTH)).rejects.toMatchObject({ name: 'model-missing' });
  });
});

describe('the worker of an encoder', () => {
  test('is opened once for all callers', async () => {
    const { texts, opening } = encoders({ en: READY });
    const both = Promise.all([texts.open(EN, 2), texts.open(EN, 2)]);
    expect(opening).toHaveLength(1);
    opening[0]?.resolve();
    const [one, other] = await both;
    expect(one).toBe(other);
  });

  test('may be spawned before it is known which one, and is the first that is opened', async () => {
    const { texts, opening, spawn } = encoders({ en: READY, ja: READY });
    texts.spawnAhead();
    texts.spawnAhead();
    expect(spawn).toHaveBeenCalledTimes(1);
    void texts.open(JA, 2);
    expect(spawn).toHaveBeenCalledTimes(1);
    void texts.open(EN, 2);
    expect(spawn).toHaveBeenCalledTimes(2);
    expect(opening.map(({ entry }) => entry.id)).toEqual(['ja', 'en']);
  });

  test('that fails to open is dismissed, and replaced at the next call', async () => {
    const { texts, opening } = encoders({ en: READY });
    const first = texts.open(EN, 2);
    opening[0]?.reject(new Problem('encoder-failed', 'Broken.'));
    await expect(first).rejects.toMatchObject({ name: 'encoder-failed' });
    expect(opening[0]?.dismiss).toHaveBeenCalledTimes(1);
    const second = texts.open(EN, 2);
    opening[1]?.resolve();
    await second;
    expect(opening[1]?.dismiss).not.toHaveBeenCalled();
  });

  test('is dismissed when another space takes over, unless that uses it too', async () => {
    const { texts, opening } = encoders({ en: READY, ja: READY });
    for (const entry of [EN, JA]) {
      const opened = texts.open(entry, 2);
      opening.at(-1)?.resolve();
      await opened;
    }
    texts.keepOnly({ ...SPACE, texts: [JA] });
    expect(opening.map(({ dismiss }) => dismiss.mock.calls.length)).toEqual([1, 0]);
    void texts.open(EN, 2);
    void texts.open(JA, 2);
    expect(opening.map(({ entry }) => entry.id)).toEqual(['en', 'ja', 'en']);
  });
});
