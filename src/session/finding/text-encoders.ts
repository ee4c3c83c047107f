/** The text encoders of the space in use: chosen by the language of a query, and opened when first needed. */

import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import { Problem } from '#core/errors';
import { languageOf } from '#core/language';
import type { EncoderId, Space, TextBackend, TextEntry } from '#core/space';
import { speaks } from '#core/speaks';
import type { Presences } from '#workers/models/contract';
import type { Unspoken } from './contract';
import type { Encoder, Spawn, TextTrials } from './text-trials';

interface Opened {
  ready: Promise<Encoder>;
  dismiss(): void;
}

export interface Speaker {
  entry: TextEntry;
  /** Set if it does not understand the language of the query, but no installed encoder does. */
  unspoken: Unspoken | null;
}

export class TextEncoders {
  private readonly opened = new Map<EncoderId, Opened>();
  /** Spawned for the next encoder that is opened. */
  private spare: ReturnType<Spawn> | null = null;

  constructor(
    private readonly presences: ReadonlySignal<Presences>,
    private readonly uiLanguage: ReadonlySignal<string>,
    private readonly spawn: Spawn,
    private readonly trials: Pick<TextTrials, 'backendOf' | 'begin' | 'failed'>,
    /** Backend of the encoder that was opened last, in any session. */
    private readonly lastBackend: Signal<TextBackend>,
  ) {}

  /** Spawns the worker of the first encoder, which is not known yet: it starts a runtime meanwhile. */
  spawnAhead(): void {
    if (this.spare || this.opened.size > 0) return;
    this.spare = this.spawn();
    // Opening tells what fails.
    this.spare.encoder.warm(this.lastBackend.peek()).catch(() => undefined);
  }

  /**
   * Chooses the encoder for a query; waits for one that is being downloaded.
   * @param text empty if nothing is typed yet: then it is most likely to be in the language of the interface
   * @throws Problem `model-missing`, or the reason why the download failed
   */
  async speakerFor(text: string, { texts }: Space): Promise<Speaker> {
    await this.anyReady(texts);
    const ready = texts.filter(({ id }) => this.isReady(id));
    const [first] = ready;
    if (!first) throw new Problem('model-missing', 'No text encoder of this space is here.');
    const uiLanguage = this.uiLanguage.peek();
    const language = text === '' ? uiLanguage : languageOf(text, uiLanguage);
    const entry = ready.find(({ languages }) => speaks(languages, language));
    if (entry || language === null) return { entry: entry ?? first, unspoken: null };
    const offer = texts.find(({ id, languages }) => !this.isReady(id) && speaks(languages, language)) ?? null;
    return { entry: first, unspoken: { language, offer } };
  }

  /** @throws Problem `model-missing`, `model-unsupported`, `encoder-failed` */
  open(entry: TextEntry, dimension: number): Promise<Encoder> {
    const known = this.opened.get(entry.id);
    if (known) return known.ready;
    const { encoder, dismiss } = this.spare ?? this.spawn();
    this.spare = null;
    const backend = this.trials.backendOf(entry);
    const ready = encoder.openText(entry, dimension, backend, 1).then(
      () => {
        this.lastBackend.value = backend;
        if (backend === 'wasm') this.trials.begin(entry, dimension, encoder);
        return encoder;
      },
      (error) => {
        const isWanted = this.opened.get(entry.id) === opened;
        dismiss();
        if (isWanted) this.opened.delete(entry.id);
        if (!isWanted || backend === 'wasm') throw error;
        this.trials.failed(entry, error);
        return this.open(entry, dimension);
      },
    );
    const opened = { ready, dismiss };
    this.opened.set(entry.id, opened);
    return ready;
  }

  /** Terminates the encoders of other spaces. */
  keepOnly({ texts }: Space): void {
    for (const [id, { dismiss }] of this.opened) {
      if (texts.some((entry) => entry.id === id)) continue;
      dismiss();
      this.opened.delete(id);
    }
  }

  private isReady(id: EncoderId): boolean {
    return this.presences.peek()[id]?.state === 'ready';
  }

  /** Resolves once one is ready, or all wait for confirmation; rejects if one failed and none is ready. */
  private anyReady(texts: readonly TextEntry[]): Promise<void> {
    return new Promise((resolve, reject) => {
      let stop: (() => void) | undefined;
      let settled = false;
      const settle = (how: () => void) => {
        settled = true;
        how();
        queueMicrotask(() => stop?.());
      };
      stop = effect(() => {
        if (settled) return;
        const states = texts.map(({ id }) => this.presences.value[id]);
        const failed = states.find((each) => each?.state === 'failed');
        if (states.some((each) => each?.state === 'ready')) settle(resolve);
        else if (failed?.state === 'failed') settle(() => reject(new Problem(failed.problem, failed.detail)));
        else if (states.length > 0 && states.every((each) => each?.state === 'unconfirmed')) settle(resolve);
      });
    });
  }
}
