/** Signals to the agent end the encoder's process and free what it holds on the board. */

import { describe, expect, test } from 'vitest';
import { type Agent, encoderOf, isAlive, signalGroup, startAgent } from './agent';
import { onBoard, standIn } from './board';
import { ORIGIN } from './box';
import { MANIFEST, MODEL } from './places';

const RUN = 'AX_ENGINE_RunSyncV2';
const SERVE = ['--origin', ORIGIN, '--host', '127.0.0.1', '--port', '0'];

/** Expects that the agent exits with this code, prints no error, and its encoder has ended. */
async function expectEnd(agent: Agent, encoder: number, code: number): Promise<void> {
  expect(await agent.ended).toBe(code);
  expect(isAlive(encoder)).toBe(false);
  expect(agent.said()).not.toMatch(/error|ended|stops|told to|\.js:/i);
}

describe.runIf(process.platform === 'linux')('ending by a signal', () => {
  test.each([
    ['--bench', 'SIGTERM', 143],
    ['--bench', 'SIGHUP', 129],
    ['--probe', 'SIGINT', 130],
  ] as const)('a running %s frees the board on %s and exits with %i', async (command, signal, code) => {
    const board = standIn({ MS: '30' });
    const agent = startAgent([command, ...onBoard(), '--batch', '4'], board.env);
    await board.reaches(RUN, 5);
    const encoder = encoderOf(agent);
    if (signal === 'SIGTERM') agent.process.kill(signal);
    // A terminal sends these to both processes.
    else signalGroup(agent.process, signal);
    await expectEnd(agent, encoder, code);
    expect(board.read()).toMatchObject({ mistakes: [], alive: 0 });
  });

  test('an encoder that is still opening frees what it holds on the board', async () => {
    const board = standIn({ MS: '200' });
    const agent = startAgent([...SERVE, ...onBoard()], board.env);
    await board.reaches(RUN);
    const encoder = encoderOf(agent);
    agent.process.kill('SIGTERM');
    await expectEnd(agent, encoder, 0);
    expect(board.read()).toMatchObject({ mistakes: [], alive: 0 });
  });

  test('SIGTERM also ends an encoder that hangs in the NPU', async () => {
    const hung = async (hang: string, args: string[], code: number) => {
      const board = standIn({ HANG: hang });
      const agent = startAgent([...args, ...onBoard()], board.env);
      await board.reaches(' hang');
      const encoder = encoderOf(agent);
      agent.process.kill('SIGTERM');
      await expectEnd(agent, encoder, code);
    };
    await Promise.all([
      hung(`${RUN}@50`, ['--bench'], 143),
      hung(`${RUN}@2`, ['--probe'], 143),
      hung('AX_ENGINE_CreateHandleV2', SERVE, 0),
    ]);
  });

  test('an encoder that hangs in the NPU ends by itself when the agent is killed', async () => {
    const board = standIn({ HANG: `${RUN}@50` });
    const agent = startAgent(['--bench', ...onBoard()], board.env);
    await board.reaches(' hang');
    const encoder = encoderOf(agent);
    agent.process.kill('SIGKILL');
    await expect.poll(() => isAlive(encoder)).toBe(false);
  });
});

test('Ctrl-C ends --probe on the processor', async () => {
  const agent = startAgent(['--probe', '--ienc', MODEL, '--manifest', MANIFEST]);
  // The 100 timed runs come next.
  await agent.says('golden');
  const encoder = encoderOf(agent);
  signalGroup(agent.process, 'SIGINT');
  await expectEnd(agent, encoder, 130);
});
