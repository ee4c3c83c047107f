/** The agent as it is shipped, as a process. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AGENT } from './places';

/** A folder that is gone when the test is. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mitsuke-agent-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface Agent {
  process: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves as soon as it has said that. */
  says(words: string): Promise<void>;
  /** With its exit code, when it is gone, and all that it started. */
  ended: Promise<number | null>;
}

/** Starts it. It ends with the test, and all that it started with it. */
export function startAgent(args: string[], env: NodeJS.ProcessEnv = {}): Agent {
  // A group of its own, as a terminal gives it one: what it leaves behind is found by that.
  const options = { env: { ...process.env, ...env }, detached: true };
  const agent = spawn(process.execPath, [AGENT, ...args], options);
  let out = '';
  const waiting = new Set<() => void>();
  for (const stream of [agent.stdout, agent.stderr]) {
    stream.on('data', (text: Buffer) => {
      out += text;
      for (const look of waiting) look();
    });
  }
  // Its output is open as long as a process has it.
  const ended = new Promise<number | null>((resolve) => agent.on('close', resolve));
  onTestFinished(async () => {
    signalGroup(agent, 'SIGKILL');
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
  return { process: agent, said: () => out, says, ended };
}

/** Runs the agent to its end. */
export async function run(
  args: string[],
  env?: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string }> {
  const agent = startAgent(args, env);
  return { code: await agent.ended, out: agent.said() };
}

/** To the agent and all that it started, as Ctrl-C in a terminal does. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(pid as number), signal);
  } catch {
    // They are gone.
  }
}

/** Processes that a process has started. */
export function childrenOf(pid: number | undefined): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,ppid=', '-A'], { encoding: 'utf8' });
  const rows = listed
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child as number);
}

/** The process that the agent gave the encoder. */
export function encoderOf({ process: { pid } }: Agent): number {
  const [encoder] = childrenOf(pid);
  if (!encoder) throw new Error('There is no encoder.');
  return encoder;
}

/** Stops the encoder's process where it is, until the returned function is called or the test ends. */
export function holdEncoder(agent: Agent): () => void {
  const encoder = encoderOf(agent);
  process.kill(encoder, 'SIGSTOP');
  const letGo = () => {
    if (isAlive(encoder)) process.kill(encoder, 'SIGCONT');
  };
  // What is stopped does not notice that its agent has ended. Called before the agent is killed.
  onTestFinished(letGo);
  return letGo;
}

/** Whether a process runs. One that has ended may stay in the list of processes. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
