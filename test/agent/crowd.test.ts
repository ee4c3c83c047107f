/** Limits on simultaneous connections to a box. */

import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Box, knock, openSocket, type Page, startStarter, visit } from './box';

async function visits(box: Box, count: number): Promise<Page[]> {
  const pages: Page[] = [];
  while (pages.length < count) pages.push(await visit(box));
  return pages;
}

test('a box serves eight pages; a ninth gets 4429 and no byte until one of them leaves', async () => {
  const box = await startStarter();
  const [first] = await visits(box, 8);
  const ninth = openSocket(box);
  expect(await ninth.closed).toBe(4429);
  expect(ninth.came).toEqual([]);
  first?.channel.close(1000);
  await box.says('closed with code 1000');
  expect((await visit(box)).welcome.space).toBe('starter-2');
});

test('a page that proves the key after the last slot is taken gets 4429', async () => {
  const box = await startStarter();
  const [early, late] = [await knock(box), await knock(box)];
  await visits(box, 7);
  await early();
  await expect(late()).rejects.toMatchObject({ code: 4429 });
  await box.says('All slots are taken.');
});

test('eight connections may greet at once, and a silent one frees its slot by closing', async () => {
  const box = await startStarter();
  const silent = Array.from({ length: 8 }, () => openSocket(box));
  for (const { opened } of silent) await opened;
  const ninth = openSocket(box);
  expect(await ninth.closed).toBe(4429);
  expect(ninth.came).toEqual([]);
  silent[0]?.socket.close(1000);
  await box.says('closed with code 1000');
  expect((await visit(box)).welcome.space).toBe('starter-2');
});

test('a box keeps 64 connections of any kind open and drops the next one', async () => {
  const box = await startStarter();
  const open = () => {
    const socket = connect(box.pairing.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    return new Promise<{ socket: Socket; closed: Promise<void> }>((resolve) => {
      socket.on('connect', () => resolve({ socket, closed }));
    });
  };
  const kept: Socket[] = [];
  while (kept.length < 64) kept.push((await open()).socket);
  await (await open()).closed;
  expect(kept.filter(({ readyState }) => readyState !== 'open')).toEqual([]);
});
