import { expect, test } from 'vitest';
import { squeeze } from '#core/protocol/compress';
import { encoderOf, holdEncoder, processorTime } from './agent';
import { type Page, startStarter, visit } from './box';
import { answer, BYTES, cosines, expectedVectors, pictures, SIZE, send } from './pictures';

test('a page gets onnxruntime’s vectors for plain and for squeezed pixels', async () => {
  const box = await startStarter();
  const page = await visit(box);
  expect(page.welcome).toMatchObject({
    space: 'starter-2',
    model: 'c770949c8ce700893dce9a9e6038d7d068b7e2ee14a25c5c6653f99ed325529f',
    dimension: 256,
    size: SIZE,
    backend: 'onnx',
    limits: { batch: 16, credits: 64 },
  });
  const pixels = pictures(5);
  const expected = await expectedVectors(pixels);
  await send(page, 7, pixels);
  const squeezed = await squeeze(pixels, SIZE);
  await page.channel.send({ kind: 'pixels', id: 8, count: 5, coding: 'squeezed', pixels: squeezed });
  for (const id of [7, 8]) {
    const frame = await page.channel.receive();
    if (frame.kind !== 'vectors') throw new Error(`Not vectors: ${JSON.stringify(frame)}`);
    expect(frame).toMatchObject({ id, count: 5 });
    expect(frame.encoder).toBeGreaterThan(0);
    for (const cosine of cosines(frame.vectors, expected)) expect(cosine).toBeCloseTo(1, 5);
  }
});

test('the agent answers pings and load requests while it encodes', async () => {
  const box = await startStarter();
  const page = await visit(box);
  const letGo = holdEncoder(box);
  await send(page, 1, pictures(16));
  await page.channel.send({ kind: 'control', message: { type: 'ping', n: 5 } });
  await page.channel.send({ kind: 'control', message: { type: 'load' } });
  expect(await page.channel.receive()).toMatchObject({ message: { type: 'pong', n: 5 } });
  expect(await page.channel.receive()).toMatchObject({ message: { type: 'load', encoded: 0 } });
  letGo();
  expect(await answer(page)).toEqual({ id: 1, is: 'vectors' });
  const load = await loadOf(page);
  expect(load).toMatchObject({ encoded: 16, queued: 0 });
  expect(load.cpu).toBeGreaterThan(0);
  // Includes the encoder's process.
  expect(load.memory).toBeGreaterThan(100e6);
});

test.runIf(process.platform === 'linux')(
  'two load reports tell a page the processor time of agent and encoder, as the system counts it',
  async () => {
    const box = await startStarter();
    const page = await visit(box);
    const system = () => processorTime(box.process.pid as number) + processorTime(encoderOf(box));
    // The first pictures are slower, and the encoder reports its time with its answers.
    await send(page, 1, pictures(16));
    await answer(page);
    const [before, first, start] = [system(), await loadOf(page), performance.now()];
    for (const id of [2, 3, 4, 5]) await send(page, id, pictures(16));
    for (const _ of [2, 3, 4, 5]) await answer(page);
    const last = await loadOf(page);
    const elapsed = (performance.now() - start) / 1000;
    expect(last.encoded - first.encoded).toBe(64);
    const spent = last.cpu * last.cores * elapsed;
    const counted = system() - before;
    expect(spent).toBeGreaterThan(0.7 * counted);
    expect(spent).toBeLessThan(1.3 * counted);
  },
);

async function loadOf({ channel }: Page) {
  await channel.send({ kind: 'control', message: { type: 'load' } });
  const frame = await channel.receive();
  if (frame.kind !== 'control' || frame.message.type !== 'load') throw new Error('No load.');
  return frame.message;
}

test('a cancelled batch is answered as cancelled and returns its credits', async () => {
  const box = await startStarter();
  const page = await visit(box);
  const letGo = holdEncoder(box);
  const sixteen = pictures(16);
  for (const id of [1, 2, 3, 4]) await send(page, id, sixteen);
  await page.channel.send({ kind: 'control', message: { type: 'cancel', id: 4 } });
  expect(await answer(page)).toEqual({ id: 4, is: 'cancelled' });
  await send(page, 5, sixteen);
  letGo();
  for (const id of [1, 2, 3, 5]) expect(await answer(page)).toEqual({ id, is: 'vectors' });
});

test('a batch that does not decompress is answered as a bad frame, and the next one is encoded', async () => {
  const page = await visit(await startStarter());
  await page.channel.send({
    kind: 'pixels',
    id: 1,
    count: 2,
    coding: 'squeezed',
    pixels: new Uint8Array(99),
  });
  expect(await answer(page)).toEqual({ id: 1, is: 'bad-frame' });
  await send(page, 2, pictures(1));
  expect(await answer(page)).toEqual({ id: 2, is: 'vectors' });
});

test('a page that overdraws its credits is closed with 4400, and other pages are still served', async () => {
  const box = await startStarter(['--batch', '4']);
  const [greedy, other] = [await visit(box), await visit(box)];
  // An answer in between would return credits.
  const letGo = holdEncoder(box);
  for (let id = 0; id < 5; id++) await send(greedy, id, pictures(4));
  expect(await greedy.closed).toBe(4400);
  letGo();
  await send(other, 1, pictures(1));
  expect(await answer(other)).toEqual({ id: 1, is: 'vectors' });
});

test('a page that sends two batches with one id is closed with 4400', async () => {
  const box = await startStarter();
  const page = await visit(box);
  holdEncoder(box);
  await send(page, 1, pictures(4));
  await send(page, 1, pictures(4));
  expect(await page.closed).toBe(4400);
});

test('a page that sends too large a frame is closed with 4413', async () => {
  const page = await visit(await startStarter(['--batch', '2']));
  await send(page, 1, new Uint8Array(3 * BYTES));
  expect(await page.closed).toBe(4413);
});
