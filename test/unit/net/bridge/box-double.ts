/** A test double of a box: the real protocol over a real socket, with a trivial encoder. */

import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BoxChannel } from '#core/protocol/channel';
import { pixelsOf } from '#core/protocol/compress';
import type { PageFrame, PixelsFrame } from '#core/protocol/frames';
import { greetPage } from '#core/protocol/handshake';
import type { Welcome } from '#core/protocol/messages';
import { importKey, newKey } from '#core/protocol/pairing';
import { queueWire } from '#core/protocol/wire';

// A polyfill, because Node 20 lacks what browsers have.
Promise.withResolvers ??= <T>() => {
  let resolve!: (value: T | PromiseLike<T>) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

export const ORIGIN = 'https://mitsuke.example';
export const SIZE = 8;
export const DIMENSION = 4;

const WELCOME: Welcome = {
  type: 'welcome',
  version: 1,
  name: 'Double',
  agent: '0',
  space: 'starter-2',
  model: 'ab'.repeat(32),
  dimension: DIMENSION,
  size: SIZE,
  backend: 'onnx',
  limits: { batch: 4, credits: 8, frame: 100_000 },
  cores: 2,
};

/** Outcome of a batch. */
export type Fate = 'vectors' | 'fails' | 'silence' | 'short' | 'zeros' | 'hangs up';

export class BoxDouble {
  readonly key = newKey();
  fates: Fate[] = [];
  /** Most pictures in flight so far, and the coding of each batch. */
  most = 0;
  codings: string[] = [];
  cancelled: number[] = [];
  /** Milliseconds a picture. */
  pace = 0;
  /** Sessions that were welcomed. */
  sessions = 0;
  private inFlight = 0;
  private readonly server: WebSocketServer;
  private readonly sockets = new Set<WebSocket>();

  constructor(private readonly welcome: Partial<Welcome> = {}) {
    this.server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      this.serve(socket).catch(() => socket.close());
    });
  }

  async address() {
    if (!this.server.address()) await new Promise((resolve) => this.server.once('listening', resolve));
    return { secure: false, host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  close(): void {
    this.hangUp();
    this.server.close();
  }

  private async serve(socket: WebSocket): Promise<void> {
    const pipe = queueWire({
      send: (bytes) => socket.send(bytes),
      close: (code) => socket.close(code),
      buffered: () => socket.bufferedAmount,
    });
    socket.on('message', (data: Buffer) => pipe.arrived(Uint8Array.from(data)));
    socket.on('close', (code) => pipe.ended(code));
    const channel = await greetPage(pipe.wire, await importKey(this.key), ORIGIN);
    const message = { ...WELCOME, ...this.welcome };
    channel.agree(message);
    pipe.receiveBuffer = 10_000_000;
    await channel.send({ kind: 'control', message });
    this.sessions++;
    for (;;) await this.answer(channel, await channel.receive());
  }

  private async answer(channel: BoxChannel, frame: PageFrame): Promise<void> {
    if (frame.kind === 'pixels') {
      this.inFlight += frame.count;
      this.most = Math.max(this.most, this.inFlight);
      this.codings.push(frame.coding);
      void this.encode(channel, frame, this.fates.shift() ?? 'vectors');
      return;
    }
    const { message } = frame;
    if (message.type === 'ping') {
      await channel.send({ kind: 'control', message: { type: 'pong', n: message.n } });
    } else if (message.type === 'load') {
      const load = { type: 'load' as const, cpu: 0.5, cores: 2, memory: 1000, queued: 0, encoded: 0 };
      await channel.send({ kind: 'control', message: load });
    } else {
      this.cancelled.push(message.id);
      await this.problem(channel, message.id, 'cancelled');
    }
  }

  private async encode(channel: BoxChannel, frame: PixelsFrame, fate: Fate): Promise<void> {
    if (fate === 'silence') return;
    if (fate === 'hangs up') return this.hangUp();
    const pixels = await pixelsOf(frame, SIZE);
    await new Promise((resolve) => setTimeout(resolve, this.pace * frame.count));
    this.inFlight -= frame.count;
    if (fate === 'fails') return this.problem(channel, frame.id, 'encoder-failed');
    const count = fate === 'short' ? 1 : frame.count;
    const vectors = new Float32Array(count * DIMENSION);
    // The first byte of a picture selects the number that is 1.
    for (let i = 0; i < count && fate !== 'zeros'; i++)
      vectors[i * DIMENSION + ((pixels[i * SIZE * SIZE * 3] ?? 0) % DIMENSION)] = 1;
    const encoder = Math.max(1, this.pace * 1000 * frame.count);
    await channel.send({ kind: 'vectors', id: frame.id, count, queue: 500, encoder, vectors });
  }

  private problem(channel: BoxChannel, id: number, code: 'cancelled' | 'encoder-failed'): Promise<void> {
    return channel.send({ kind: 'control', message: { type: 'problem', id, code, detail: 'as told' } });
  }
}

/** Returns a picture for each byte, filled with it. */
export function pictures(...bytes: number[]): Uint8Array {
  const pixels = new Uint8Array(bytes.length * SIZE * SIZE * 3);
  bytes.forEach((byte, i) => {
    pixels.fill(byte, i * SIZE * SIZE * 3, (i + 1) * SIZE * SIZE * 3);
  });
  return pixels;
}
