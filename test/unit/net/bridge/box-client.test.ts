import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { importKey, newKey } from '#core/protocol/pairing';
import { BoxClient } from '#net/bridge/box-client';
import { BoxDouble, DIMENSION, ORIGIN, pictures } from './box-double';

const doubles: BoxDouble[] = [];
const clients: BoxClient[] = [];

beforeAll(() => {
  vi.stubGlobal('WebSocket', WebSocket);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const double of doubles.splice(0)) double.close();
});

function box(...args: ConstructorParameters<typeof BoxDouble>): BoxDouble {
  const double = new BoxDouble(...args);
  doubles.push(double);
  return double;
}

/** Long timeouts, so that a busy machine does not look like a silent box. */
const PATIENCE = { answer: 20_000, silence: 20_000 };

async function connect(double: BoxDouble, patience = PATIENCE): Promise<BoxClient> {
  const key = await importKey(double.key);
  const client = await BoxClient.connect(await double.address(), key, ORIGIN, patience);
  clients.push(client);
  return client;
}

/** Returns the index of the 1 in each vector. */
function ones(vectors: Float32Array): number[] {
  return Array.from({ length: vectors.length / DIMENSION }, (_, i) =>
    vectors.subarray(i * DIMENSION, (i + 1) * DIMENSION).indexOf(1),
  );
}

test('vectors return in the order of their pictures, and the time is split by stage', async () => {
  const client = await connect(box());
  expect(client.welcome).toMatchObject({ name: 'Double', space: 'starter-2' });
  const { vectors, timing, busy } = await client.encode(pictures(3, 1, 2), 3);
  expect(ones(vectors)).toEqual([3, 1, 2]);
  expect(timing).toMatchObject({ pictures: 3, queue: 0.5, squeezed: false });
  expect(timing.link).toBeGreaterThanOrEqual(0);
  expect(busy).toBeGreaterThan(0);
  expect(client.pace.latency()?.queue).toBeCloseTo(0.5 / 3);
});

test('many batches at once stay within the credits', async () => {
  const double = box();
  const client = await connect(double);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, i) => client.encode(pictures(i % 4, (i + 1) % 4, 0), 3)),
  );
  expect(all.map(({ vectors }) => ones(vectors))).toEqual(
    Array.from({ length: 20 }, (_, i) => [i % 4, (i + 1) % 4, 0]),
  );
  expect(double.most).toBeLessThanOrEqual(8);
});

test('a batch that fails on the box rejects and returns its credits, and the next one works', async () => {
  const double = box();
  double.fates = ['fails', 'fails', 'fails'];
  const client = await connect(double);
  for (let i = 0; i < 3; i++) {
    await expect(client.encode(pictures(1, 1, 1, 1), 4)).rejects.toMatchObject({ code: 'box-failed' });
  }
  expect(client.capacity).toBe(4);
  expect(ones((await client.encode(pictures(1), 1)).vectors)).toEqual([1]);
});

test('a box that hangs up rejects the batches in flight, and closes the client', async () => {
  const double = box();
  double.fates = ['silence', 'hangs up'];
  const client = await connect(double);
  const batches = [client.encode(pictures(1), 1), client.encode(pictures(2), 1)];
  for (const result of await Promise.allSettled(batches)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'box-unreachable' } });
  }
  expect(await client.closed).toMatchObject({ code: 'box-unreachable' });
  expect(client.capacity).toBe(0);
  await expect(client.encode(pictures(1), 1)).rejects.toMatchObject({ code: 'box-unreachable' });
});

test('a box that falls silent times out', async () => {
  const double = box();
  double.fates = ['silence'];
  const client = await connect(double, { ...PATIENCE, silence: 600 });
  await expect(client.encode(pictures(1), 1)).rejects.toThrow(/Nothing moves/);
});

test('an answer that does not fit its batch ends the session', async () => {
  const double = box();
  double.fates = ['short'];
  const client = await connect(double);
  await expect(client.encode(pictures(1, 2), 2)).rejects.toMatchObject({ code: 'box-failed' });
  expect(await client.closed).toMatchObject({ code: 'box-failed' });
});

test('a batch can be cancelled', async () => {
  const double = box();
  double.fates = ['silence'];
  const client = await connect(double);
  const calling = new AbortController();
  const batch = client.encode(pictures(1), 1, calling.signal);
  await vi.waitFor(() => expect(double.most).toBe(1), 60_000);
  calling.abort(new Error('not any more'));
  await expect(batch).rejects.toThrow('not any more');
  expect(double.cancelled).toHaveLength(1);
  expect(client.capacity).toBe(4);
});

test('batches are squeezed without loss if the link is slower than the encoder', async () => {
  const double = box();
  const client = await connect(double);
  // Pretends that the first batches took a second on the link.
  const slow = { pictures: 1, squeezed: false, squeezing: 0, link: 1000, queue: 0, encoder: 1 };
  for (let i = 0; i < 4; i++) client.pace.note(slow);
  expect(ones((await client.encode(pictures(2, 3), 2)).vectors)).toEqual([2, 3]);
  expect(double.codings).toEqual(['squeezed']);
});

test('the box reports its load and answers pings', async () => {
  const client = await connect(box());
  expect(await client.load()).toMatchObject({ cpu: 0.5, cores: 2, memory: 1000 });
  expect(await client.ping()).toBeGreaterThan(0);
});

test('a wrong key and a wrong origin are refused', async () => {
  const double = box();
  const address = await double.address();
  const wrong = BoxClient.connect(address, await importKey(newKey()), ORIGIN, PATIENCE);
  await expect(wrong).rejects.toMatchObject({ code: 'box-refused' });
  const foreign = BoxClient.connect(address, await importKey(double.key), 'https://evil.example', PATIENCE);
  await expect(foreign).rejects.toMatchObject({ code: 'box-refused' });
});

test('a box that does not listen is unreachable', async () => {
  const double = box();
  const address = await double.address();
  double.close();
  const call = BoxClient.connect(address, await importKey(double.key), ORIGIN);
  await expect(call).rejects.toMatchObject({ code: 'box-unreachable' });
});
