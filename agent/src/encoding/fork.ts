/** Forks this program in another role. */

import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromEncoder, StartProcess } from './messages';

/** First argument of a forked process. */
export const ROLES = { encoder: 'as-encoder', server: 'as-server' } as const;

/** Forks with inherited output. Advanced serialization passes byte arrays as bytes, not as JSON. */
export function forkSelf(role: keyof typeof ROLES, args: string[], options: ForkOptions = {}): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [ROLES[role], ...args], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
  });
}

/** Starts the encoder's process as a child of this one. */
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
    // Messages sent before the exit may still be in flight; 'disconnect' follows the last one.
    if (child.connected) child.once('disconnect', () => exit(how));
    else exit(how);
  });
  // Without a pid the process never started.
  child.on('error', (error) => {
    if (child.pid === undefined) exit(error.message);
  });
  return {
    send(message) {
      // Errors are ignored: a dying process refuses messages, and its exit is reported anyway.
      if (child.connected) child.send(message, () => {});
    },
    kill(signal) {
      child.kill(signal);
    },
  };
};
