/** The real agent as a process of its own, in a folder of its own, and pages that come to it. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { PageChannel } from '#core/protocol/channel';
import { greetBox } from '#core/protocol/handshake';
import type { Welcome } from '#core/protocol/messages';
import { importKey, type Pairing, readPairing, socketAddress } from '#core/protocol/pairing';
import { queueWire } from '#core/protocol/wire';
import { AGENT, MANIFEST, MODEL } from './places';

export const ORIGIN = 'https://photos.example';

/** A folder that is gone when the test is. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mitsuke-agent-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs the agent to its end. */
export function run(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; out: string }> {
  const agent = spawn(process.execPath, [AGENT, ...args], { env: { ...process.env, ...env } });
  return new Promise((resolve) => {
    let out = '';
    for (const stream of [agent.stdout, agent.stderr]) {
      stream.on('data', (text: Buffer) => {
        out += text;
      });
    }
    agent.on('close', (code) => resolve({ code, out }));
  });
}

export interface Box {
  agent: ChildProcess;
  pairing: Pairing;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves as soon as it has said that. */
  says(words: string): Promise<void>;
  /** With its exit code, when it is gone. */
  ended: Promise<number | null>;
}

/** Starts a box, ready to be connected to. It ends with the test. */
export async function startBox(home: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Box> {
  const given = ['--origin', ORIGIN, '--host', '127.0.0.1', '--port', '0'];
  const agent = spawn(process.execPath, [AGENT, ...given, '--pairing', join(home, 'pairing'), ...args], {
    env: { ...process.env, ...env },
  });
  let out = '';
  const waiting = new Set<() => void>();
  const hear = (text: Buffer) => {
    out += text;
    for (const look of waiting) look();
  };
  agent.stdout.on('data', hear);
  agent.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => agent.on('close', resolve));
  onTestFinished(async () => {
    agent.kill('SIGKILL');
    await ended;
  });
  const says = (words: string) =>
    Promise.race([
      new Promise<void>((resolve) => {
        const look = () => {
          if (!out.includes(words)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
      ended.then((code) => {
        throw new Error(`The agent ended with ${code}:\n${out}`);
      }),
    ]);
  await says('ready ws');
  const pairing = readPairing(/^mitsuke(\+wss)?:\/\/.*$/m.exec(out)?.[0] ?? '');
  return { agent, pairing, said: () => out, says, ended };
}

/** The agent with the starter model on the processor. @param home where its key is */
export function startStarter(args: string[] = [], home = folder()): Promise<Box> {
  return startBox(home, ['--ienc', MODEL, '--manifest', MANIFEST, ...args]);
}

/** Processes that a process has started. */
export function childrenOf({ pid }: ChildProcess): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  // ps itself is a child of ours, not of the agent.
  return listed.trim().split(/\s+/).map(Number);
}

/** Stops the encoder's process where it is, until the returned function is called or the test ends. */
export function holdEncoder(box: Box): () => void {
  const [encoder] = childrenOf(box.agent);
  if (!encoder) throw new Error('There is no encoder.');
  process.kill(encoder, 'SIGSTOP');
  const letGo = () => void process.kill(encoder, 'SIGCONT');
  // What is stopped does not notice that its agent has ended. Called before the agent is killed.
  onTestFinished(letGo);
  return letGo;
}

/** Whether a process runs. One that has ended may stay in the list of processes. */
export function isAlive(pid: number | undefined): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

let addresses = 1;

/** An address of this machine that nobody has come from yet: attempts are counted by address. */
export function freshAddress(): string {
  addresses++;
  return `127.0.${addresses >> 8}.${addresses & 255}`;
}

export interface Visit {
  origin?: string;
  key?: Pairing['key'];
  /** Where the page comes from. */
  address?: string;
}

/** A socket that is open; what comes and how it ends is kept. */
export function openSocket(box: Box, { origin = ORIGIN, address = freshAddress() }: Visit = {}) {
  const socket = new WebSocket(socketAddress(box.pairing), {
    ...{ origin, localAddress: address },
    // The tests' certificates are signed by nobody.
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

/** A page that proves the key and is welcomed. @throws Problem */
export async function visit(box: Box, given: Visit = {}): Promise<Page> {
  const { socket, opened, closed } = openSocket(box, given);
  const pipe = queueWire({
    send: (bytes) => socket.send(bytes),
    close: (code) => socket.close(code),
    buffered: () => socket.bufferedAmount,
  });
  pipe.room = 64 << 20;
  socket.on('message', (data: Buffer) => pipe.arrived(Uint8Array.from(data)));
  socket.on('close', (code) => pipe.ended(code));
  await opened;
  const key = await importKey(given.key ?? box.pairing.key);
  const channel = await greetBox(pipe.wire, key, given.origin ?? ORIGIN);
  const first = await channel.receive();
  if (first.kind !== 'control' || first.message.type !== 'welcome') throw new Error('No welcome.');
  channel.agree(first.message);
  return { channel, welcome: first.message, closed };
}
