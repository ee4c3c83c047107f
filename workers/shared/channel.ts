/**
 * Events from a worker to every page and worker of this device: the one place that opens a BroadcastChannel.
 *
 * After an update, tabs of two builds share these channels. So each event travels with the version that its
 * build speaks, and a receiver of another version ignores it: the store is the truth, and a missed event costs
 * freshness alone. A page that hears a newer version is the one that is out of date, and offers its reload.
 * Builds from before there were versions sent the bare event; they count as version 0.
 */

/** A channel by name. Its type says which events are told there. */
export interface Topic<E> {
  readonly name: string;
  /** What this build speaks. */
  readonly version: number;
  /** Never there: it ties the type of the events to the topic. */
  readonly event?: E;
}

export interface EventChannel<E> {
  /** Tells everybody but those who listen on this same channel object. */
  tell(event: E): void;
  /** Hears the events of this version that others tell, in the order of telling. */
  hear(listener: (event: E) => void): void;
  close(): void;
}

interface Envelope<E> {
  version: number;
  event: E;
}

/** @param newer called for each event of a newer version */
export function openChannel<E>(topic: Topic<E>, newer: () => void = () => undefined): EventChannel<E> {
  const channel = new BroadcastChannel(topic.name);
  const listeners: ((event: E) => void)[] = [];
  channel.onmessage = ({ data }: MessageEvent<Partial<Envelope<E>>>) => {
    const { version = 0, event } = data;
    if (version > topic.version) newer();
    if (version !== topic.version) return;
    for (const listener of listeners) listener(event as E);
  };
  return {
    tell: (event) => channel.postMessage({ version: topic.version, event } satisfies Envelope<E>),
    hear: (listener) => void listeners.push(listener),
    close: () => channel.close(),
  };
}

/**
 * Snapshot, then events: listens at once, and queues what comes while the snapshot is under way.
 * @returns `begin`, to be called once the snapshot is taken in: passes on what was queued, in order, and from
 *   then on every event as it comes
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
