/** Boxes on the network that encode. */

import type { Cost } from '#core/cost';
import type { ProblemCode } from '#core/errors';
import type { SpaceId, Timing } from '#core/space';

/** Random, generated when the box is added. */
export type BoxId = string;

/** Time of a batch by stage, milliseconds a picture; medians of the last batches. */
export interface BoxLatency {
  /** On the network in both directions, sealing included. */
  link: number;
  /** Queued at the box. */
  queue: number;
  /** In the box's encoder. */
  encoder: number;
}

/** Processor and memory use as the box reports it, agent and encoder process together. */
interface BoxUsage {
  /** Fraction of all its cores since the last request, 0..1. */
  cpu: number;
  cores: number;
  /** Bytes. */
  memory: number;
}

/** A box as the interface shows it. */
export interface BoxState {
  id: BoxId;
  name: string;
  /** For display, "host:port". Its components follow, see `Address` in core/protocol/pairing. */
  address: string;
  /** TLS (wss) below the bridge's own seal. */
  secure: boolean;
  host: string;
  port: number;
  enabled: boolean;
  /**
   * `off`: not connected, because there is nothing to encode or the user disabled it. `ready`: connected and
   * checked. `waiting`: lost or unreachable, retried automatically. `refused`: retried when the user asks for
   * it or, if its vectors or its space were the reason, for another encoder.
   */
  state: 'off' | 'connecting' | 'ready' | 'working' | 'waiting' | 'refused';
  /** Why it is waiting or refused. */
  problem: ProblemCode | null;
  /** Its space, hex SHA-256 of its model, and what runs it; null before the first connection. */
  space: SpaceId | null;
  model: string | null;
  backend: string | null;
  /** Measured pictures a second; null before the first measurement. */
  perSecond: number | null;
  latency: BoxLatency | null;
  load: BoxUsage | null;
  /** Photos it has encoded since this tab opened the library. */
  encoded: number;
}

/** Benchmark of a box: prepared pixels, with several batches in flight. */
export interface BoxTiming {
  backend: string;
  space: SpaceId;
  /** Milliseconds a picture in its encoder alone, over the batches. */
  encoder: Timing;
  /** Pictures a second, end to end. */
  perSecond: number;
  latency: BoxLatency;
  /** What it costs this device: squeezing, sealing and handing to the socket. Decoding is not in it. */
  here: Cost;
  /** What it costs the box's processor, as the agent reports it: all its processes, not the NPU. */
  there: Cost;
}

export interface BoxVerbs {
  /**
   * Connects to the box of a pairing text, checks it, and stores it. It replaces a box of the same address.
   * @throws Problem `bad-address`, `box-unreachable`, `box-refused`, `box-version`, `box-differs`,
   *   `box-failed`. A box of another space is stored, as `refused` with `box-space`, because the user may change to
   *   its space. Before the model's description has arrived the box is stored unchecked, and checked when there is work
   */
  addBox(pairing: string): Promise<BoxState>;
  /** Connects to it now, whatever failed before; the result is posted as its state. */
  tryBox(id: BoxId): Promise<void>;
  enableBox(id: BoxId, on: boolean): Promise<void>;
  removeBox(id: BoxId): Promise<void>;
  /**
   * @throws Problem why it cannot be connected; `box-unreachable` if it is not paired or the connection is
   *   lost, `box-failed` if it fails at a batch
   */
  measureBox(id: BoxId): Promise<BoxTiming>;
}
