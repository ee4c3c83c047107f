/** Starts the built agent as a process. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AGENT } from './places';

/** Creates a folder that is deleted after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mitsuke-agent-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface Agent {
  process: ChildProcess;
  /** Returns all output so far, stdout and stderr together. */
  said(): string;
  /** Resolves when the output contains these words; rejects if the agent ends first. */
  says(words: string): Promise<void>;
  /** Resolves to the exit code after the agent and all processes it started have ended. */
  ended: Promise<number | null>;
}

/** Starts the agent. It and all processes it started are killed after the test. */
export function startAgent(args: string[], env: NodeJS.ProcessEnv = {}): Agent {
  // Its own process group, as in a terminal: processes that it leaves behind can be signalled by group.
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
  // 'close' fires only after every process that inherited the output has ended.
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

/** Runs the agent until it exits. */
export async function run(
  args: string[],
  env?: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string }> {
  const agent = startAgent(args, env);
  return { code: await agent.ended, out: agent.said() };
}

/** Signals the agent and all processes it started, as Ctrl-C in a terminal does. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(pid as number), signal);
  } catch {
    // They have ended already.
  }
}

/** Returns the ids of a process's children. */
export function childrenOf(pid: number | undefined): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,ppid=', '-A'], { encoding: 'utf8' });
  const rows = listed
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child as number);
}

/** Returns the id of the encoder's process. @throws if the agent has no child */
export function encoderOf({ process: { pid } }: Agent): number {
  const [encoder] = childrenOf(pid);
  if (!encoder) throw new Error('There is no encoder.');
  return encoder;
}

/** Suspends the encoder's process until the returned function is called or the test ends. */
export function holdEncoder(agent: Agent): () => void {
  const encoder = encoderOf(agent);
  process.kill(encoder, 'SIGSTOP');
  const letGo = () => {
    if (isAlive(encoder)) process.kill(encoder, 'SIGCONT');
  };
  // A suspended process does not notice that its agent has ended. This hook runs before the agent is killed.
  onTestFinished(letGo);
  return letGo;
}

/**
 * Returns the processor seconds of a process so far, by Linux's count (proc(5)).
 * @param whose its own; or those of its children that have ended, and of theirs
 */
export function processorTime(pid: number | 'self', whose: 'own' | 'children' = 'own'): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const at = { own: 11, children: 13 }[whose];
  return (Number(fields[at]) + Number(fields[at + 1])) / 100;
}

/** Returns whether a process runs. A zombie counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
