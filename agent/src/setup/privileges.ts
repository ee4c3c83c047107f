/**
 * With `--user`, who talks to the network has that user's rights, and only the encoder's process, which has to
 * open the NPU, keeps root's. Only root can start and end a root's process, so there are three: a guardian without
 * a socket, which passes messages on, the server, and the encoder.
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

/** From the server to the guardian. */
type Wish = { start: true } | { send: ToEncoder } | { kill: 'SIGTERM' | 'SIGKILL' };
/** And back. */
type News = { heard: FromEncoder } | { gone: string };

/**
 * Whose rights the server is to have; null: it keeps those of this process. What cannot be done is said.
 * @throws Error if there is no such user
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
 * Runs the server as that user, and does for it what only root can. Ends when the server ends.
 * @param own what the encoder is opened with
 * @param args the command line, for the server
 */
export function guard({ name, uid, gid, home }: User, own: EncoderOptions, args: string[]): void {
  // Where the server keeps its key is the user's matter, not root's.
  const { XDG_CONFIG_HOME: _, ...env } = process.env;
  handOver(env.STATE_DIRECTORY, uid, gid);
  const server = forkSelf('server', args, { uid, gid, env: { ...env, HOME: home, USER: name } });
  let encoder: ReturnType<StartProcess> | null = null;
  const tell = (news: News) => {
    if (server.connected) server.send(news, () => {});
  };
  server.on('message', (wish: Wish) => {
    if ('start' in wish) {
      encoder ??= forkEncoder({
        message: (heard) => tell({ heard }),
        exit: (gone) => {
          encoder = null;
          tell({ gone });
        },
      });
    } else if ('send' in wish) encoder?.send(passedOn(wish.send, own));
    else encoder?.kill(wish.kill);
  });
  server.on('exit', (code) => {
    // The server has seen to it, unless it was killed itself.
    encoder?.kill('SIGTERM');
    setTimeout(() => encoder?.kill('SIGKILL'), GRACE).unref();
    process.exitCode = code ?? 1;
  });
  for (const signal of END_SIGNALS) process.on(signal, () => server.kill('SIGTERM'));
}

/**
 * What root's process is told: which model and libraries it loads is not for the server to say. Somebody who got
 * into that would be root by a library of his own.
 */
export function passedOn(message: ToEncoder, own: EncoderOptions): ToEncoder {
  return message.type === 'open' ? { ...message, options: own } : message;
}

/** The encoder's process, started and ended by the guardian. */
export const askGuardian: StartProcess = (events) => {
  const wish = (each: Wish) => {
    if (process.connected) process.send?.(each);
  };
  // The process before is gone: what is told from now on is of this one.
  process.removeAllListeners('message');
  process.on('message', (news: News) => {
    if ('heard' in news) events.message(news.heard);
    else events.exit(news.gone);
  });
  wish({ start: true });
  return { send: (send) => wish({ send }), kill: (kill) => wish({ kill }) };
};

/** systemd makes the service's folder for root; its pairing is the server's. */
function handOver(folder: string | undefined, uid: number, gid: number): void {
  if (!folder) return;
  for (const path of [folder, join(folder, 'pairing')]) if (existsSync(path)) chownSync(path, uid, gid);
}
