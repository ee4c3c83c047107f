/** The programs of one engine: they share a folder that stands for the user's home, and end together. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Programs {
  readonly home = mkdtempSync(join(tmpdir(), 'mitsuke-engine-'));
  readonly downloads = join(this.home, 'Downloads');
  /** What they printed. */
  readonly lines: string[] = [];
  private readonly running: ChildProcess[] = [];
  /** A test runner that ends early would leave them behind. */
  private readonly atExit = () => this.kill();

  constructor() {
    mkdirSync(this.downloads);
    process.on('exit', this.atExit);
  }

  /**
   * Starts a program and waits until it says what it is expected to say.
   * @throws if it ends before
   */
  async start(
    program: string,
    args: readonly string[],
    said: RegExp,
    env: NodeJS.ProcessEnv = {},
  ): Promise<RegExpExecArray> {
    const child = this.spawn(program, args, env);
    let text = '';
    return new Promise((resolve, reject) => {
      const hear = (part: Buffer) => {
        text += part;
        const found = said.exec(text);
        if (found) resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.on('error', reject);
      child.on('exit', (code) =>
        reject(new Error(`${program} ended (${code}) before it was ready:\n${text}`)),
      );
    });
  }

  /** Starts a program that does not tell when it is ready. */
  spawn(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(program, args, {
      // A process group, because browsers are many processes.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: this.home, TZ: 'Asia/Tokyo', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => this.lines.push(...part.toString().split('\n').filter(Boolean)));
    }
    this.running.push(child);
    return child;
  }

  async end(): Promise<void> {
    process.off('exit', this.atExit);
    const ended = this.running
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      .map((child) => once(child, 'exit'));
    this.kill();
    await Promise.all(ended);
    // A process of theirs may still be writing.
    rmSync(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private kill(): void {
    for (const { pid } of this.running) {
      try {
        if (pid) process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }
}

/** Returns a port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
