/** The choice of a query's text encoder, and the lifetime of its worker. */

import { signal } from '@preact/signals';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { Space, TextBackend, TextEntry } from '#core/space';
import { TextEncoders } from '#session/finding/text-encoders';
import { type Spawn, TextTrials } from '#session/finding/text-trials';
import type { EncodeWorker } from '#workers/encode/contract';
import type { BackendChoice } from '#workers/library/contract';
import type { Presence, Presences } from '#workers/models/contract';
import { SPACE, textEntry } from '../fixtures';
import { type Held, held, settled } from '../held';

const EN = textEntry('en', ['en']);
const JA = textEntry('ja', ['ja', 'en']);
const BOTH: Space = { ...SPACE, texts: [EN, JA] };
const READY: Presence = { state: 'ready' };
const ABSENT: Presence = { state: 'absent' };
const LOADING: Presence = { state: 'loading', loaded: 1, total: 2, perSecond: null };

interface Opening extends Held<void> {
  entry: TextEntry;
  backend: TextBackend;
  dismiss: ReturnType<typeof vi.fn<() => void>>;
}

function encoders(here: Presences, language = 'en', choices: readonly BackendChoice[] = []) {
  const presences = signal(here);
  const opening: Opening[] = [];
  const warm = vi.fn<EncodeWorker['warm']>(async () => undefined);
  const lastBackend = signal<TextBackend>('wasm');
  const spawn = vi.fn<Spawn>(() => {
    const dismiss = vi.fn<() => void>();
    const openText: EncodeWorker['openText'] = (entry, _, backend) => {
      const opened = { ...held<void>(), entry, backend, dismiss };
      opening.push(opened);
      return opened.promise;
    };
    return { encoder: { openText, warm, texts: async () => Float32Array.of(1, 0) }, dismiss };
  });
  const noteTextBackends = vi.fn(async () => undefined);
  const waiting: (() => unknown)[] = [];
  const trials = new TextTrials(signal(choices), { noteTextBackends }, spawn, (work) => waiting.push(work));
  const texts = new TextEncoders(presences, signal(language), spawn, trials, lastBackend);
  return { texts, presences, opening, spawn, warm, lastBackend, noteTextBackends, waiting };
}

describe('a query is encoded by', () => {
  test.each([
    ['the first that understands its language', 'dog', 'en', 'en'],
    ['another one if the first does not', 'いぬ', 'en', 'ja'],
    ['one for the language of the interface if its script leaves it open', '犬', 'ja', 'ja'],
    ['the first if it has no language', '🐕', 'en', 'en'],
    ['one for the language of the interface if nothing is typed yet', '', 'ja', 'ja'],
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
    const { texts, opening, spawn, warm, lastBackend } = encoders({ en: READY, ja: READY });
    lastBackend.value = 'tower';
    texts.spawnAhead();
    texts.spawnAhead();
    expect(spawn).toHaveBeenCalledTimes(1);
    expect(warm.mock.calls).toEqual([['tower']]);
    void texts.open(JA, 2);
    expect(spawn).toHaveBeenCalledTimes(1);
    // Then none is waited for.
    texts.spawnAhead();
    expect(spawn).toHaveBeenCalledTimes(1);
    void texts.open(EN, 2);
    expect(spawn).toHaveBeenCalledTimes(2);
    expect(opening.map(({ entry }) => entry.id)).toEqual(['ja', 'en']);
    // The next session starts the runtime of what was opened.
    opening[1]?.resolve();
    await vi.waitFor(() => expect(lastBackend.value).toBe('wasm'));
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

describe('what runs an encoder', () => {
  const Q8: TextEntry = { ...EN, id: 'en-8', precision: 'q8' };
  const TOWER: BackendChoice = { encoder: 'en-8', backend: 'tower', wanted: null, timings: {}, refused: {} };

  test('is WASM the first time, which then waits for an idle moment to try our runtime of towers', async () => {
    const { texts, opening, waiting, noteTextBackends } = encoders({ 'en-8': READY });
    const ready = texts.open(Q8, 2);
    expect(opening.map(({ backend }) => backend)).toEqual(['wasm']);
    opening[0]?.resolve();
    await ready;
    expect(opening).toHaveLength(1);
    expect(waiting).toHaveLength(1);
    const tried = waiting[0]?.();
    expect(opening[1]?.backend).toBe('tower');
    opening[1]?.resolve();
    await tried;
    expect(opening.map(({ dismiss }) => dismiss.mock.calls.length)).toEqual([0, 1]);
    const timing = expect.objectContaining({ avg: expect.any(Number) });
    expect(noteTextBackends.mock.calls).toEqual([['en-8', { wasm: timing, tower: timing }, {}]]);
  });

  test('is our runtime once it was faster; it is not tried again', async () => {
    const { texts, opening, waiting } = encoders({ 'en-8': READY }, 'en', [TOWER]);
    const ready = texts.open(Q8, 2);
    expect(opening.map(({ backend }) => backend)).toEqual(['tower']);
    opening[0]?.resolve();
    await ready;
    expect(waiting).toEqual([]);
  });

  test('stays WASM where our runtime was slower or refused, and for builds that it does not know', async () => {
    const choices: BackendChoice[] = [{ ...TOWER, backend: 'wasm' }];
    const { texts, opening, waiting } = encoders({ en: READY, 'en-8': READY }, 'en', choices);
    const ready = [texts.open(Q8, 2), texts.open(EN, 2)];
    expect(opening.map(({ backend }) => backend)).toEqual(['wasm', 'wasm']);
    for (const { resolve } of opening) resolve();
    await Promise.all(ready);
    expect(waiting).toEqual([]);
  });

  test('is WASM again where our runtime no longer opens it', async () => {
    const { texts, opening, noteTextBackends } = encoders({ 'en-8': READY }, 'en', [TOWER]);
    const ready = texts.open(Q8, 2);
    opening[0]?.reject(new Problem('model-unsupported', 'It does not know LSTM.'));
    await settled();
    expect(opening[0]?.dismiss).toHaveBeenCalledTimes(1);
    expect(opening.map(({ backend }) => backend)).toEqual(['tower', 'wasm']);
    opening[1]?.resolve();
    await ready;
    expect(noteTextBackends.mock.calls).toEqual([['en-8', {}, { tower: 'It does not know LSTM.' }]]);
  });

  test('is not opened again if it was dismissed while our runtime opened it', async () => {
    const { texts, opening } = encoders({ 'en-8': READY }, 'en', [TOWER]);
    const ready = texts.open(Q8, 2);
    texts.keepOnly({ ...SPACE, texts: [] });
    opening[0]?.reject(new Problem('unknown', 'The worker was ended.'));
    await expect(ready).rejects.toThrow('ended');
    expect(opening).toHaveLength(1);
  });

  test('is WASM if the two disagree', async () => {
    const texts: Record<TextBackend, () => Promise<Float32Array<ArrayBuffer>>> = {
      wasm: async () => Float32Array.of(1, 0),
      tower: async () => Float32Array.of(0.9, Math.sqrt(0.19)),
    };
    const noteTextBackends = vi.fn(async () => undefined);
    const spawn = () => ({
      encoder: { openText: async () => undefined, warm: async () => undefined, texts: texts.tower },
      dismiss: () => undefined,
    });
    const waiting: (() => unknown)[] = [];
    const trials = new TextTrials(signal([]), { noteTextBackends }, spawn, (work) => waiting.push(work));
    trials.begin(Q8, 2, { texts: texts.wasm });
    await waiting[0]?.();
    const refused = { tower: expect.stringContaining('cosine distance 0.1000') };
    expect(noteTextBackends.mock.calls).toEqual([['en-8', {}, refused]]);
  });
});
