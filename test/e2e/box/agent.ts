/** Starts the real agent as a process, as a user would. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm run agent` builds. */
export const BUNDLE = 'agent/dist/mitsuke-agent.js';

export interface AgentOptions {
  /** Path of the image encoder, `.onnx` or `.axmodel`. */
  encoder: string;
  manifest?: string;
  /** Origins of the pages that it admits. */
  origins: string[];
  port?: number;
  name?: string;
  /** Folder of its pairing key: agents that are started with the same folder have the same key. */
  state?: string;
  /** Further options and environment variables. */
  args?: string[];
  env?: Record<string, string>;
}

export interface Agent {
  port: number;
  /** Pairing text to type into the page. */
  pairing: string;
  state: string;
  /** Returns all its output so far. */
  said(): string;
  /** Suspends it and the process that holds the NPU: connections stay open, but nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Stops it with SIGTERM, as an engineer would. */
  stop(): Promise<void>;
  /** Kills it and the process that holds the NPU, as a power cut would. */
  kill(): Promise<void>;
}

export async function startAgent(options: AgentOptions): Promise<Agent> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'mitsuke-agent-'));
  const args = [
    BUNDLE,
    ...['--ienc', options.encoder],
    ...(options.manifest ? ['--manifest', options.manifest] : []),
    ...options.origins.flatMap((origin) => ['--origin', origin]),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...(options.name ? ['--name', options.name] : []),
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, args, {
    // Its own process group, so that a kill also ends its child.
    detached: true,
    env: { ...process.env, STATE_DIRECTORY: state, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = await untilReady(child);
  const text = said();
  const port = Number(/ready wss?:\/\/[^\s]*:(\d+)\/bridge/.exec(text)?.[1]);
  const pairing = /mitsuke(?:\+wss)?:\/\/\S+#[0-9A-Za-z-]+/.exec(text)?.[0];
  if (!port || !pairing) throw new Error(`The agent said neither port nor key:\n${text}`);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = child.pid as number;
  /** Resumes the processes as well, because a suspended process does not act on SIGTERM. */
  const end = async (signal: NodeJS.Signals, whom: number) => {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(whom, signal);
      process.kill(-pid, 'SIGCONT');
      await ended;
    }
    if (!options.state) rmSync(state, { recursive: true, force: true });
  };
  return {
    ...{ port, pairing, state, said },
    freeze: () => void process.kill(-pid, 'SIGSTOP'),
    thaw: () => void process.kill(-pid, 'SIGCONT'),
    stop: () => end('SIGTERM', pid),
    kill: () => end('SIGKILL', -pid),
  };
}

/** Waits until it serves. @throws an error with its output if it ends before */
function untilReady(child: ChildProcess): Promise<() => string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (piece: Buffer) => {
      text += piece;
      if (/ready wss?:\/\/\S+/.test(text) && /mitsuke(?:\+wss)?:\/\/\S+#\S+\s/.test(text))
        resolve(() => text);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The agent ended with ${code} before it served:\n${text}`)),
    );
  });
}
