/** `--user`: the process that talks to the network does not run as root. */

import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findUser } from '../../agent/src/setup/users';
import { type Agent, childrenOf, folder, isAlive } from './agent';
import { onBoard, standIn } from './board';
import { type Box, startBox, visit } from './box';
import { answer, pictures, send } from './pictures';
import { AGENT } from './places';

const USER = ['--user', 'nobody'];

/** Returns why these tests cannot run here, or null if they can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'rights are read in /proc';
  if (process.getuid?.() !== 0) return 'only root can drop rights';
  const { uid, gid } = findUser('nobody') ?? {};
  if (uid === undefined || gid === undefined) return 'there is no user nobody';
  const read = `require('fs').accessSync(${JSON.stringify(resolve(AGENT))})`;
  const { status } = spawnSync(process.execPath, ['-e', read], { uid, gid, cwd: '/' });
  return status === 0 ? null : 'nobody cannot read this folder';
}

/** Returns a process's users (real, effective, saved, file system), other groups and capabilities. */
function rightsOf(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:[\t ]*(.*?)[\t ]*$`, 'm').exec(status)?.[1] ?? '';
  return {
    users: [...new Set(field('Uid').split(/\s+/).map(Number))],
    groups: field('Groups'),
    may: field('CapEff'),
  };
}

/** Returns the guardian's two children: the server on the network, and the encoder. */
function familyOf({ process: { pid } }: Agent): { server: number; encoder: number } {
  const children = childrenOf(pid);
  const inRole = (role: string) =>
    children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(role));
  const [server, encoder] = [inRole('as-server'), inRole('as-encoder')];
  if (!server || !encoder) throw new Error('Not a guardian with two.');
  return { server, encoder };
}

const why = obstacle();

describe.skipIf(why)(`--user, as root${why ? ` (not here: ${why})` : ''}`, () => {
  const nobody = findUser('nobody') ?? { uid: -1, gid: -1 };

  function guarded(home: string, env: NodeJS.ProcessEnv = {}, args: string[] = []): Promise<Box> {
    return startBox(home, [...USER, ...onBoard(), ...args], env);
  }

  test('the server has only that user’s rights and keeps the key; the encoder stays root', async () => {
    const home = folder();
    const first = await guarded(home);
    const { server, encoder } = familyOf(first);
    expect(rightsOf(server)).toEqual({ users: [nobody.uid], groups: '', may: '0'.repeat(16) });
    expect(rightsOf(encoder).users).toEqual([0]);
    const { uid, mode } = statSync(join(home, 'pairing'));
    expect([uid, mode & 0o777]).toEqual([nobody.uid, 0o600]);

    const page = await visit(first);
    await send(page, 1, pictures(2));
    expect(await answer(page)).toEqual({ id: 1, is: 'vectors' });
    first.process.kill('SIGTERM');
    expect(await page.closed).toBe(1001);
    expect(await first.ended).toBe(0);
    expect([server, encoder].filter(isAlive)).toEqual([]);
    expect((await guarded(home)).pairing.key).toEqual(first.pairing.key);
  });

  test('a key that root created earlier stays in use', async () => {
    const home = folder();
    const first = await startBox(home, onBoard());
    first.process.kill('SIGTERM');
    await first.ended;
    expect((await guarded(home)).pairing.key).toEqual(first.pairing.key);
  });

  test('the guardian ends a hung encoder when the server asks for it', async () => {
    const board = standIn({ HANG: 'AX_ENGINE_RunSyncV2@4' });
    const box = await guarded(folder(), board.env, ['--timeout', '2']);
    const page = await visit(box);
    await send(page, 1, pictures(1));
    const { server, encoder } = familyOf(box);
    expect(await answer(page)).toEqual({ id: 1, is: 'encoder-hung' });
    await expect.poll(() => isAlive(encoder)).toBe(false);
    expect(isAlive(server)).toBe(true);
  });

  test('a killed server leaves no encoder behind, not even a hung one', async () => {
    const board = standIn({ HANG: 'AX_ENGINE_RunSyncV2@4' });
    const box = await guarded(folder(), board.env);
    const page = await visit(box);
    await send(page, 1, pictures(1));
    await board.reaches(' hang');
    const { server, encoder } = familyOf(box);
    process.kill(server, 'SIGKILL');
    expect(await box.ended).toBe(1);
    expect(isAlive(encoder)).toBe(false);
  });
});
