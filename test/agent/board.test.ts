/** The agent on the stand-in for the board's libraries, and over TLS. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linearVector } from '../fixtures/ax650n/linear';
import { folder } from './agent';
import { onBoard, standIn } from './board';
import { startBox, startStarter, visit } from './box';
import { answer, cosines, picture, pictures, send } from './pictures';

describe.runIf(process.platform === 'linux')('on the board', () => {
  test('a page gets the NPU’s vectors, and SIGTERM frees everything on the board', async () => {
    const board = standIn();
    const box = await startBox(folder(), onBoard(), board.env);
    const page = await visit(box);
    expect(page.welcome).toMatchObject({ backend: 'axengine', space: 'linear', dimension: 512 });
    await send(page, 1, pictures(2));
    const frame = await page.channel.receive();
    if (frame.kind !== 'vectors') throw new Error('Not vectors.');
    const expected = [picture(0), picture(1)].map((each) => Array.from(linearVector(each)));
    for (const cosine of cosines(frame.vectors, expected)) expect(cosine).toBeCloseTo(1, 5);

    box.process.kill('SIGTERM');
    expect(await box.ended).toBe(0);
    const { calls, ...trace } = board.read();
    expect(trace).toMatchObject({ mistakes: [], alive: 0 });
    expect(calls.slice(-5)).toEqual([
      ...['SYS_MemFree', 'SYS_MemFree'],
      ...['ENGINE_DestroyHandle', 'ENGINE_Deinit', 'SYS_Deinit'],
    ]);
  });

  test.each([
    ['hangs', 'HANG', 'encoder-hung'],
    ['crashes', 'ABORT', 'encoder-failed'],
  ])('an NPU that %s fails one batch, and the encoder is restarted', async (_, fault, problem) => {
    // Run 5 is batch 2: the self-test takes three runs, batch 1 the fourth.
    const board = standIn({ [fault]: 'AX_ENGINE_RunSyncV2@5' });
    const box = await startBox(folder(), [...onBoard(), '--timeout', '2'], board.env);
    const page = await visit(box);
    await send(page, 1, pictures(1, 1));
    // Waited for, because a crash takes along what the process has not yet answered.
    expect(await answer(page)).toEqual({ id: 1, is: 'vectors' });
    for (const id of [2, 3]) await send(page, id, pictures(1, id));
    expect(await answer(page)).toEqual({ id: 2, is: problem });
    expect(await answer(page)).toEqual({ id: 3, is: 'vectors' });
  });
});

test('an agent with a certificate serves wss, and its pairing text says so', async () => {
  const home = folder();
  const [cert, key] = [join(home, 'cert.pem'), join(home, 'key.pem')];
  const asked = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  execFileSync('openssl', [...asked, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  const box = await startStarter(['--cert', cert, '--cert-key', key], home);
  expect(box.pairing.secure).toBe(true);
  const page = await visit(box);
  await send(page, 1, pictures(1));
  expect(await answer(page)).toEqual({ id: 1, is: 'vectors' });
});
