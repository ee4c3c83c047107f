/** Serving agents, each with its own folder, and the pages that connect to them. */

import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { PageChannel } from '#core/protocol/channel';
import { greetBox } from '#core/protocol/handshake';
import type { Welcome } from '#core/protocol/messages';
import { importKey, type Pairing, readPairing, socketAddress } from '#core/protocol/pairing';
import { queueWire } from '#core/protocol/wire';
import { type Agent, folder, startAgent } from './agent';
import { MANIFEST, MODEL } from './places';

export const ORIGIN = 'https://photos.example';

export interface Box extends Agent {
  pairing: Pairing;
}

/** Starts a box and waits until it accepts connections. @param home folder of its key and state */
export async function startBox(home: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Box> {
  const given = ['--origin', ORIGIN, '--host', '127.0.0.1', '--port', '0'];
  const agent = startAgent([...given, ...args], { STATE_DIRECTORY: home, ...env });
  await agent.says('ready ws');
  const pairing = readPairing(/^mitsuke(\+wss)?:\/\/.*$/m.exec(agent.said())?.[0] ?? '');
  return { ...agent, pairing };
}

/**
 * Starts a box with the starter model on the processor. The watchdog's timeout is long, so that neither a
 * test that suspends the encoder nor a busy machine looks like a hang.
 */
export function startStarter(args: string[] = [], home = folder()): Promise<Box> {
  return startBox(home, ['--ienc', MODEL, '--manifest', MANIFEST, '--timeout', '60', ...args]);
}

let addresses = 1;

/** Returns a loopback address that no page has used yet, because the agent counts attempts by address. */
export function freshAddress(): string {
  addresses++;
  return `127.0.${addresses >> 8}.${addresses & 255}`;
}

export interface Visit {
  origin?: string;
  key?: Pairing['key'];
  /** Local IP address of the page. */
  address?: string;
}

/** Opens a socket, and records its messages and close code. */
export function openSocket(box: Box, { origin = ORIGIN, address = freshAddress() }: Visit = {}) {
  const socket = new WebSocket(socketAddress(box.pairing), {
    ...{ origin, localAddress: address },
    // The tests' certificates are self-signed.
    rejectUnauthorized: false,
  });
  const came: Buffer[] = [];
  socket.on('message', (data: Buffer) => came.push(data));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const opened = new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  opened.catch(() => {});
  onTestFinished(() => socket.terminate());
  return { socket, came, opened, closed };
}

export interface Page {
  channel: PageChannel;
  welcome: Welcome;
  closed: Promise<number>;
}

/** Connects a page that proves the key and is welcomed. @throws Problem */
export async function visit(box: Box, given: Visit = {}): Promise<Page> {
  return (await knock(box, given))();
}

/** Connects a page; the returned function proves the key. */
export async function knock(box: Box, given: Visit = {}): Promise<() => Promise<Page>> {
  const { socket, opened, closed } = openSocket(box, given);
  const pipe = queueWire({
    send: (bytes) => socket.send(bytes),
    close: (code) => socket.close(code),
    buffered: () => socket.bufferedAmount,
  });
  pipe.receiveBuffer = 64 << 20;
  socket.on('message', (data: Buffer) => pipe.arrived(Uint8Array.from(data)));
  socket.on('close', (code) => pipe.ended(code));
  await opened;
  const key = await importKey(given.key ?? box.pairing.key);
  return async () => {
    const channel = await greetBox(pipe.wire, key, given.origin ?? ORIGIN);
    const first = await channel.receive();
    if (first.kind !== 'control' || first.message.type !== 'welcome') throw new Error('No welcome.');
    channel.agree(first.message);
    return { channel, welcome: first.message, closed };
  };
}
