import { afterEach, expect, test, vi } from 'vitest';
import type { Welcome } from '#core/protocol/messages';
import { EncoderKeeper, type KeeperOptions } from '../../../agent/src/encoding/keeper';
import { LoadMeter } from '../../../agent/src/server/load-meter';
import { Session } from '../../../agent/src/server/session';
import { acquainted } from '../core/protocol/line';
import { FakeEncoder } from './fake-encoder';

const WELCOME: Welcome = {
  ...{ type: 'welcome', version: 1, name: 'box', agent: '1', space: 'linear', model: 'a'.repeat(64) },
  ...{ dimension: 4, size: 2, backend: 'onnx', cores: 2 },
  limits: { batch: 2, credits: 4, frame: 1_000 },
};

afterEach(() => {
  vi.restoreAllMocks();
});

test('a page that leaves more than 16 MiB of answers unread is closed with 4400', async () => {
  const { line, page, box } = await acquainted();
  const open = { options: {}, manifest: {} } as KeeperOptions['open'];
  const how = { verify: () => null, timeout: 2_000, capacity: 64, say: () => {} };
  const keeper = new EncoderKeeper({ start: new FakeEncoder().start, open, ...how });
  const unread = vi.spyOn(box, 'buffered').mockReturnValue(16 << 20);
  const ended = expect(new Session(box, keeper, WELCOME).serve()).rejects.toThrow('does not read');
  await page.receive();
  await page.send({ kind: 'control', message: { type: 'ping', n: 1 } });
  expect(await page.receive()).toMatchObject({ message: { type: 'pong', n: 1 } });
  unread.mockReturnValue((16 << 20) + 1);
  await page.send({ kind: 'control', message: { type: 'ping', n: 2 } });
  await ended;
  expect(line.closed).toBe(4400);
});

test('the load covers both processes, and the time since the last request', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const own = vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 0, system: 0 });
  const encoder = { used: { cpu: 0, memory: 1e9 }, queued: 3, encoded: 7 };
  const meter = new LoadMeter(encoder);
  now = 1_000;
  own.mockReturnValue({ user: 50_000, system: 50_000 });
  encoder.used.cpu = 200_000;
  const first = meter.read();
  expect(first).toMatchObject({ type: 'load', queued: 3, encoded: 7 });
  expect(first.cpu * first.cores).toBeCloseTo(0.3);
  expect(first.memory).toBeGreaterThan(1e9);
  now = 3_000;
  expect(meter.read().cpu).toBe(0);
});
