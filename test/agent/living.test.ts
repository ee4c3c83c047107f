import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encoderOf, folder, holdEncoder, isAlive } from './agent';
import { startStarter, visit } from './box';
import { answer, pictures, send } from './pictures';

describe('the key', () => {
  test('is readable by its owner alone, survives restarts, and is replaced by --new-key', async () => {
    const home = folder();
    const path = join(home, 'pairing');
    const first = await startStarter([], home);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    first.process.kill('SIGTERM');
    await first.ended;
    const second = await startStarter([], home);
    expect(second.pairing.key).toEqual(first.pairing.key);
    second.process.kill('SIGTERM');
    await second.ended;
    const third = await startStarter(['--new-key'], home);
    expect(third.pairing.key).not.toEqual(first.pairing.key);
    await expect(visit(third, { key: first.pairing.key })).rejects.toMatchObject({ code: 'box-refused' });
    third.process.kill('SIGTERM');
    await third.ended;
    await chmod(path, 0o644);
    await expect(startStarter([], home)).rejects.toThrow('chmod 600');
  });
});

describe('shutdown', () => {
  test('SIGTERM closes pages with 1001, ends both processes and exits with 0', async () => {
    const box = await startStarter();
    const page = await visit(box);
    const encoder = encoderOf(box);
    await send(page, 1, pictures(4));
    box.process.kill('SIGTERM');
    expect(await page.closed).toBe(1001);
    expect(await box.ended).toBe(0);
    expect(isAlive(encoder)).toBe(false);
  });

  test('the encoder ends by itself when the agent is killed', async () => {
    const box = await startStarter();
    const encoder = encoderOf(box);
    box.process.kill('SIGKILL');
    await box.ended;
    await expect.poll(() => isAlive(encoder)).toBe(false);
  });
});

describe('an encoder', () => {
  test('that dies in mid-run fails its current batch; its successor encodes the others', async () => {
    const box = await startStarter();
    const page = await visit(box);
    const encoder = encoderOf(box);
    holdEncoder(box);
    for (const id of [1, 2, 3]) await send(page, id, pictures(4, id));
    // The pong shows that the batches before it have arrived: the agent answers pings while it encodes.
    await page.channel.send({ kind: 'control', message: { type: 'ping', n: 1 } });
    expect(await answer(page)).toEqual({ id: null, is: 'pong' });
    process.kill(encoder, 'SIGKILL');
    expect(await answer(page)).toEqual({ id: 1, is: 'encoder-failed' });
    for (const id of [2, 3]) expect(await answer(page)).toEqual({ id, is: 'vectors' });
    expect(encoderOf(box)).not.toBe(encoder);
  });

  test('that hangs is killed by the watchdog, and a new one takes over', async () => {
    const box = await startStarter(['--timeout', '2']);
    const page = await visit(box);
    const encoder = encoderOf(box);
    // A suspended process does not act on SIGTERM, like one that hangs in a driver.
    holdEncoder(box);
    await send(page, 1, pictures(1));
    await send(page, 2, pictures(1));
    expect(await answer(page)).toEqual({ id: 1, is: 'encoder-hung' });
    expect(await answer(page)).toEqual({ id: 2, is: 'vectors' });
    expect(isAlive(encoder)).toBe(false);
  });
});

test('the agent writes no picture data: its folder holds only the key, and its output is short', async () => {
  const home = folder();
  const box = await startStarter([], home);
  const page = await visit(box);
  await send(page, 1, pictures(2));
  expect(await answer(page)).toEqual({ id: 1, is: 'vectors' });
  box.process.kill('SIGTERM');
  await box.ended;
  expect(readdirSync(home)).toEqual(['pairing']);
  expect(readFileSync(join(home, 'pairing'), 'utf8')).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){7}\n$/);
  expect(box.said().length).toBeLessThan(4_000);
});
