/**
 * Events from a worker to every page and worker of this device. Only this file opens a BroadcastChannel.
 *
 * After an update, tabs of two builds share these channels. So each event carries the version of its build,
 * and receivers of another version ignore it: the store is the truth, and a missed event costs freshness
 * alone. A page that receives a newer version is out of date itself, and offers its reload. Builds from
 * before versions existed sent the bare event; they count as version 0.
 */

import { isAlone, thisTab } from './tab';

/** A channel by name; `E` is the type of its events. */
export interface Topic<E> {
  readonly name: string;
  /** Version of the events in this build. */
  readonly version: number;
  /** Never set: it ties the type of the events to the topic. */
  readonly event?: E;
}

export interface EventChannel<E> {
  /** Posts to all listeners except those of this same channel object. */
  tell(event: E): void;
  /** Adds a listener for events of this version from other channel objects, in the order of posting. */
  hear(listener: (event: E) => void): void;
  close(): void;
}

interface Envelope<E> {
  version: number;
  event: E;
  /** Set if the library is in memory: then it concerns this tab alone. */
  tab?: string;
}

/** @param newer called for each event of a newer version */
export function openChannel<E>(topic: Topic<E>, newer: () => void = () => undefined): EventChannel<E> {
  const channel = new BroadcastChannel(topic.name);
  const listeners: ((event: E) => void)[] = [];
  channel.onmessage = ({ data }: MessageEvent<Partial<Envelope<E>>>) => {
    const { version = 0, event, tab } = data;
    if (tab === undefined ? isAlone() : tab !== thisTab) return;
    if (version > topic.version) newer();
    if (version !== topic.version) return;
    for (const listener of listeners) listener(event as E);
  };
  return {
    tell: (event) => {
      const envelope: Envelope<E> = { version: topic.version, event, ...(isAlone() && { tab: thisTab }) };
      channel.postMessage(envelope);
    },
    hear: (listener) => void listeners.push(listener),
    close: () => channel.close(),
  };
}

/**
 * Snapshot, then events: subscribes at once, and queues events until the snapshot is applied.
 * @returns `begin`, to be called once the snapshot is applied: passes on the queued events in order, and from
 *   then on every event as it arrives
 */
export function followFromSnapshot<E>(
  { hear }: Pick<EventChannel<E>, 'hear'>,
  follow: (event: E) => void,
): () => void {
  let queued: E[] | null = [];
  hear((event) => {
    if (queued) queued.push(event);
    else follow(event);
  });
  return () => {
    for (const event of queued ?? []) follow(event);
    queued = null;
  };
}
