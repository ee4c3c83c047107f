/** The paired boxes: stored, connected while there is work, their states posted as events. */

import { asProblem, Problem } from '#core/errors';
import { importKey, readPairing } from '#core/protocol/pairing';
import { allBoxes, changeBox, deleteBox, putBox } from '#store/boxes';
import type { StoredBox } from '#store/schema';
import { IdleTimer } from '#workers/shared/running';
import type { BoxId, BoxState, BoxVerbs, LibraryEvent } from '../contract';
import { described, type ReadyTarget, targetNow } from '../encoding/target';
import { hearOthers, tell } from '../events';
import type { Lane, RunLanes } from '../indexing/sharing';
import { BoxConnection } from './box-connection';
import { measureBox } from './box-measuring';

/** How long a run waits for boxes before it begins without them. */
const HEAD_START_MS = 3000;
const LOAD_EVERY_MS = 3000;
/** Throttle of the events: numbers change with every batch, the screens need not. */
const TELL_EVERY_MS = 300;

export class Boxes implements RunLanes {
  private known: BoxConnection[] = [];
  private readonly loaded: Promise<void>;
  /** Target of the present run; undefined between runs. */
  private target: ReadyTarget | undefined;
  private connecting: Promise<unknown> = Promise.resolve();
  private readonly idle = new IdleTimer(() => this.dismiss());
  private asking: ReturnType<typeof setInterval> | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor() {
    this.loaded = this.reload();
    // Only prevents an unhandled rejection: `open` awaits the same promise and reports the failure.
    this.loaded.catch(() => undefined);
    hearOthers((event) => {
      if (event.type === 'boxes') void this.hearOther(event);
    });
  }

  async states(): Promise<BoxState[]> {
    await this.loaded;
    return this.known.map((box) => box.state());
  }

  // --- RunLanes

  /** Starts to connect all boxes that are enabled and not refused: there is work for this target. */
  async begin(target: ReadyTarget): Promise<void> {
    await this.loaded;
    this.idle.busy();
    this.target = target;
    this.asking ??= setInterval(() => {
      for (const box of this.enabled()) void box.askLoad();
    }, LOAD_EVERY_MS);
    this.connecting = Promise.all(this.enabled().map((box) => box.connect(target)));
  }

  /** There is no more work: closes the connections after an idle period. */
  rest(): void {
    this.target = undefined;
    clearInterval(this.asking);
    this.asking = undefined;
    this.idle.idle();
  }

  dismiss(): void {
    for (const box of this.known) box.dismiss();
  }

  lanes(): readonly Lane[] {
    return this.enabled();
  }

  async settled(): Promise<void> {
    await Promise.race([this.connecting, new Promise((resolve) => setTimeout(resolve, HEAD_START_MS))]);
  }

  hear(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  readonly verbs: BoxVerbs = {
    addBox: async (text) => {
      const { key, ...address } = readPairing(text);
      await this.loaded;
      const isSame = ({ host, port }: StoredBox) => host === address.host && port === address.port;
      const old = this.known.find(({ stored }) => isSame(stored));
      const box = this.connectionOf({
        id: old?.stored.id ?? crypto.randomUUID(),
        name: address.host,
        ...address,
        key: await importKey(key),
        added: Date.now(),
        enabled: true,
        last: null,
      });
      const target = await this.targetIfHere();
      await (target ? box.connect(target, true) : box.greet());
      const { problem } = box.state();
      if (problem?.startsWith('box-') && problem !== 'box-space') {
        box.dismiss();
        throw new Problem(problem, `The box at ${address.host} was not added.`);
      }
      old?.dismiss();
      this.known = [...this.known.filter((other) => other !== old), box];
      await putBox(box.stored);
      this.lingerAndTell();
      return box.state();
    },

    tryBox: async (id) => {
      const box = await this.find(id);
      await box?.connect(await this.targetNow(), true);
      this.lingerAndTell();
    },

    enableBox: async (id, on) => {
      const box = await this.find(id);
      if (!box) return;
      box.enable(on);
      if (on && this.target) await box.connect(this.target, true);
    },

    removeBox: async (id) => {
      const box = await this.find(id);
      this.known = this.known.filter((other) => other !== box);
      box?.dismiss();
      await deleteBox(id);
      this.lingerAndTell();
    },

    measureBox: async (id) => {
      const box = await this.find(id);
      if (!box) throw new Problem('box-unreachable', 'There is no such box.');
      this.idle.busy();
      try {
        await box.connect(await this.targetNow(), true);
        return await measureBox(box.session());
      } finally {
        this.lingerAndTell();
      }
    },
  };

  private async targetNow(): Promise<ReadyTarget> {
    return this.target ?? described(await targetNow());
  }

  /** Returns undefined as long as the model's description has not arrived. */
  private targetIfHere(): Promise<ReadyTarget | undefined> {
    return this.targetNow().catch((error) => {
      if (asProblem(error).code === 'model-missing') return undefined;
      throw error;
    });
  }

  private enabled(): BoxConnection[] {
    return this.known.filter(({ stored }) => stored.enabled);
  }

  private async find(id: BoxId): Promise<BoxConnection | undefined> {
    await this.loaded;
    return this.known.find(({ stored }) => stored.id === id);
  }

  private connectionOf(stored: StoredBox): BoxConnection {
    return new BoxConnection(stored, (change) => this.note(stored.id, change));
  }

  private note(id: BoxId, change?: Partial<StoredBox>): void {
    if (change) changeBox(id, change).catch((error) => console.warn('Not noted of a box:', error));
    for (const listener of this.listeners) listener();
    this.tellSoon();
  }

  /** A box was added, removed or tried: batches may be assigned differently; without a run it idles out. */
  private lingerAndTell(): void {
    if (!this.target) this.rest();
    for (const listener of this.listeners) listener();
    this.tellSoon();
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      void this.states().then((boxes) => tell({ type: 'boxes', boxes }));
    }, TELL_EVERY_MS);
  }

  /** Another tab has added, removed, enabled or disabled a box. */
  private async hearOther({ boxes }: Extract<LibraryEvent, { type: 'boxes' }>): Promise<void> {
    const brief = (list: readonly { id: BoxId; enabled: boolean }[]) =>
      list.map(({ id, enabled }) => `${id} ${enabled}`).join();
    if (brief(boxes) !== brief(this.known.map(({ stored }) => stored))) await this.reload();
    // The tab that indexes has the current states: its event has to come last.
    if (this.target) this.tellSoon();
  }

  private async reload(): Promise<void> {
    const stored = await allBoxes();
    const before = this.known;
    const isAsBefore = (box: StoredBox) => (other: BoxConnection) =>
      other.stored.id === box.id && other.stored.added === box.added && other.stored.enabled === box.enabled;
    this.known = stored.map((box) => before.find(isAsBefore(box)) ?? this.connectionOf(box));
    for (const box of before) if (!this.known.includes(box)) box.dismiss();
    if (this.target) await this.begin(this.target);
  }
}
