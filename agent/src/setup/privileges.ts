/**
 * Privilege separation for `--user`. The server, which talks to the network, runs as that user. The encoder
 * keeps root, because it opens the NPU. Only root can start and end a root process, so a third process, the
 * guardian, does that; it has no socket, and passes messages between the two.
 */

import { chownSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EncoderOptions } from '../backends/encoder';
import { forkEncoder, forkSelf } from '../encoding/fork';
import type { FromEncoder, StartProcess, ToEncoder } from '../encoding/messages';
import { GRACE } from '../encoding/watchdog';
import type { Options } from '../options';
import { END_SIGNALS } from './ending';
import { findUser, type User } from './users';

/** Message from the server to the guardian. */
type Wish = { start: true } | { send: ToEncoder } | { kill: 'SIGTERM' | 'SIGKILL' };
/** Message from the guardian to the server. */
type News = { heard: FromEncoder } | { gone: string };

/**
 * Returns the user that the server must run as; null to keep this process's user, which `say` explains.
 * @throws Error if the user is missing, or is root
 */
export function serverUser(
  { user: name }: Pick<Options, 'user'>,
  uid: number | undefined,
  say: (line: string) => void,
): User | null {
  if (name === null) {
    if (uid === 0) {
      say('Runs as root. With --user NAME only the process of the encoder would.');
    }
    return null;
  }
  if (uid !== 0) {
    say(`Rights are not dropped to ${name}: only root can, and this is user ${uid}. It goes on as it is.`);
    return null;
  }
  const user = findUser(name);
  if (!user) throw new Error(`--user ${name}: there is no such user. For example: useradd --system ${name}`);
  if (user.uid === 0) throw new Error(`--user ${name}: that is root.`);
  return user;
}

/**
 * Runs the server as that user, and the encoder as root on its behalf. Ends when the server ends.
 * @param own options that the encoder is opened with
 * @param args command line of the server
 */
export function guard({ name, uid, gid, home }: User, own: EncoderOptions, args: string[]): void {
  // The server keeps its key in the user's config folder, not in root's.
  const { XDG_CONFIG_HOME: _, ...env } = process.env;
  handOver(env.STATE_DIRECTORY, uid, gid);
  const server = forkSelf('server', args, { uid, gid, env: { ...env, HOME: home, USER: name } });
  let encoder: ReturnType<StartProcess> | null = null;
  const tell = (news: News) => {
    if (server.connected) server.send(news, () => {});
  };
  server.on('message', (wish: Wish) => {
    if ('start' in wish) {
      const before = process.cpuUsage();
      encoder ??= forkEncoder({
        message: (heard) => tell({ heard: withGuardian(heard, process.cpuUsage(before)) }),
        exit: (gone) => {
          encoder = null;
          tell({ gone });
        },
      });
    } else if ('send' in wish) encoder?.send(passedOn(wish.send, own));
    else encoder?.kill(wish.kill);
  });
  server.on('exit', (code) => {
    // The server has ended the encoder, unless it was killed itself.
    encoder?.kill('SIGTERM');
    setTimeout(() => encoder?.kill('SIGKILL'), GRACE).unref();
    process.exitCode = code ?? 1;
  });
  for (const signal of END_SIGNALS) process.on(signal, () => server.kill('SIGTERM'));
}

/**
 * Replaces the options of `open` by the guardian's own. A compromised server that could choose the libraries
 * would run its own code as root.
 */
export function passedOn(message: ToEncoder, own: EncoderOptions): ToEncoder {
  return message.type === 'open' ? { ...message, options: own } : message;
}

/** Adds what the guardian has used since the encoder's start to what the encoder reports: the server counts both. */
export function withGuardian(heard: FromEncoder, { user, system }: NodeJS.CpuUsage): FromEncoder {
  if (heard.type === 'refused') return heard;
  const { cpu, memory } = heard.usage;
  return { ...heard, usage: { cpu: cpu + user + system, memory } };
}

/** Starts and ends the encoder's process through the guardian. */
export const askGuardian: StartProcess = (events) => {
  const wish = (each: Wish) => {
    if (process.connected) process.send?.(each);
  };
  // The previous process is gone, so all further messages are about the new one.
  process.removeAllListeners('message');
  process.on('message', (news: News) => {
    if ('heard' in news) events.message(news.heard);
    else events.exit(news.gone);
  });
  wish({ start: true });
  return { send: (send) => wish({ send }), kill: (kill) => wish({ kill }) };
};

/** Gives the state directory, which systemd creates for root, and the pairing in it to the server's user. */
function handOver(folder: string | undefined, uid: number, gid: number): void {
  if (!folder) return;
  for (const path of [folder, join(folder, 'pairing')]) if (existsSync(path)) chownSync(path, uid, gid);
}
