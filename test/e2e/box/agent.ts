/** The real agent, as a process of its own, as a user would start it. */

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
  /** Origins of pages that it answers. */
  origins: string[];
  port?: number;
  name?: string;
  /** Where its pairing key is; another start with the same folder has the same key. */
  state?: string;
  /** More options and environment, as on the command line. */
  args?: string[];
  env?: Record<string, string>;
}

export interface Agent {
  port: number;
  /** What is typed into the page. */
  pairing: string;
  state: string;
  /** Everything it has said so far. */
  said(): string;
  /** Freezes it and the process that holds the NPU: links stay open, and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** The way an engineer stops it. */
  stop(): Promise<void>;
  /** The way a power cut stops it: it and the process that holds the NPU. */
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
    // A group of its own, so that killing takes its child along.
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
  /** A frozen one hears of it when it thaws. */
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

/** Waits until it serves; if it ends before, its own words are the error. */
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
