/** Starts this very program once more, in another role. */

import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromEncoder, StartProcess } from './messages';

/** The first argument of a process that was forked. */
export const ROLES = { encoder: 'as-encoder', server: 'as-server' } as const;

/** Its output is ours; bytes travel as bytes. */
export function forkSelf(role: keyof typeof ROLES, args: string[], options: ForkOptions = {}): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [ROLES[role], ...args], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
  });
}

/** The encoder's process, as a child of this one. */
export const forkEncoder: StartProcess = (events) => {
  const child = forkSelf('encoder', []);
  child.on('message', (message) => events.message(message as FromEncoder));
  let gone = false;
  const exit = (how: string) => {
    if (!gone) events.exit(how);
    gone = true;
  };
  child.on('exit', (code, signal) => {
    const how = signal ? `signal ${signal}` : `code ${code}`;
    // What it said before it ended may still be on its way.
    if (child.connected) child.once('disconnect', () => exit(how));
    else exit(how);
  });
  // It could not be started at all.
  child.on('error', (error) => {
    if (child.pid === undefined) exit(error.message);
  });
  return {
    send(message) {
      // A process that is just dying takes nothing any more; that it is gone is told by its exit.
      if (child.connected) child.send(message, () => {});
    },
    kill(signal) {
      child.kill(signal);
    },
  };
};
