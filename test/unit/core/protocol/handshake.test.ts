import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSE } from '#core/protocol/closing';
import { greetBox, greetPage } from '#core/protocol/handshake';
import { writeJson } from '#core/protocol/json';
import { authKey, prove } from '#core/protocol/keys';
import { acquainted, type Bytes, connect, greet, type Line, ORIGIN, someKey } from './line';

const BOX_SAID_NOTHING = (line: Line) => expect(line.sent.filter(({ to }) => to === 'page')).toEqual([]);
const read = (bytes: Bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Records the messages of one good handshake. */
async function overheard(key: CryptoKey): Promise<{ hello: Bytes; challenge: Bytes; answer: Bytes }> {
  const line = connect();
  await greet(line, { page: key, box: key });
  const [hello, challenge, answer] = line.sent.map(({ bytes }) => bytes) as [Bytes, Bytes, Bytes];
  return { hello, challenge, answer };
}

test('a page and a box with the same key and origin accept each other', async () => {
  const { page, box } = await acquainted();
  await box.send({ kind: 'control', message: { type: 'pong', n: 3 } });
  expect(await page.receive()).toEqual({ kind: 'control', message: { type: 'pong', n: 3 } });
});

test.each<[string, () => Promise<Parameters<typeof greet>[1]>]>([
  ['another key at the page', async () => ({ page: await someKey(), box: await someKey() })],
  ['another origin', async () => twice(await someKey(), { boxOrigin: 'https://elsewhere.example' })],
  ['an origin of another port', async () => twice(await someKey(), { boxOrigin: `${ORIGIN}:444` })],
])('%s is refused with 4401, and the box sends nothing', async (_, ends) => {
  const line = connect();
  const [page, box] = await greet(line, await ends());
  expect(page).toMatchObject({ reason: { name: 'box-refused' } });
  expect(box).toMatchObject({ reason: { name: 'ProtocolError', code: CLOSE.unauthenticated } });
  expect(line.closed).toBe(CLOSE.unauthenticated);
  BOX_SAID_NOTHING(line);
});

test('a box without the key is refused before the page answers', async () => {
  const line = connect();
  const page = greetBox(line.page, await someKey(), ORIGIN);
  const { nonce } = read(await line.box.receive());
  const other = await authKey(await someKey());
  const proof = await prove(other, ['box', ORIGIN, 1, nonce, 'ab'.repeat(32)]);
  line.box.send(writeJson({ type: 'challenge', version: 1, nonce: 'ab'.repeat(32), proof }));
  await expect(page).rejects.toMatchObject({ name: 'box-refused' });
  expect(line.sent.filter(({ to }) => to === 'box')).toHaveLength(1);
});

test('a box answers a page of other versions with its own versions and a proof', async () => {
  const line = connect();
  const key = await someKey();
  const auth = await authKey(key);
  const box = greetPage(line.box, key, ORIGIN);
  const nonce = 'cd'.repeat(32);
  const proof = await prove(auth, ['hello', ORIGIN, [2, 3], nonce]);
  line.page.send(writeJson({ type: 'hello', versions: [2, 3], nonce, proof }));
  await expect(box).rejects.toMatchObject({ code: CLOSE.protocol });
  const said = line.sent.at(-1)?.bytes as Bytes;
  expect(read(said)).toEqual({
    type: 'unsupported',
    versions: [1],
    proof: await prove(auth, ['unsupported', ORIGIN, [1], nonce]),
  });
});

describe('a page that receives “unsupported”', () => {
  test.each([
    ['with the right proof fails with box-version', true, 'box-version'],
    ['with a wrong proof fails with box-refused', false, 'box-refused'],
  ])('%s', async (_, right, code) => {
    const line = connect();
    const key = await someKey();
    const page = greetBox(line.page, key, ORIGIN);
    const { nonce } = read(await line.box.receive());
    const auth = await authKey(right ? key : await someKey());
    const proof = await prove(auth, ['unsupported', ORIGIN, [2], nonce]);
    line.box.send(writeJson({ type: 'unsupported', versions: [2], proof }));
    await expect(page).rejects.toMatchObject({ name: code });
  });
});

describe('an eavesdropper cannot connect', () => {
  test('by replaying hello and answer, because the box’s nonce is another', async () => {
    const key = await someKey();
    const old = await overheard(key);
    const line = connect();
    const box = greetPage(line.box, key, ORIGIN);
    line.page.send(old.hello);
    line.page.send(old.answer);
    await expect(box).rejects.toMatchObject({ code: CLOSE.unauthenticated });
    expect(line.closed).toBe(CLOSE.unauthenticated);
  });

  test('by replaying the challenge to a page, because the page’s nonce is another', async () => {
    const key = await someKey();
    const old = await overheard(key);
    const line = connect();
    const page = greetBox(line.page, key, ORIGIN);
    line.box.send(old.challenge);
    await expect(page).rejects.toMatchObject({ name: 'box-refused' });
  });

  test('by sending the box’s own proof back', async () => {
    const key = await someKey();
    const old = await overheard(key);
    const line = connect();
    const box = greetPage(line.box, key, ORIGIN);
    line.page.send(old.hello);
    const { proof } = read(await line.page.receive());
    line.page.send(writeJson({ type: 'answer', proof }));
    await expect(box).rejects.toMatchObject({ code: CLOSE.unauthenticated });
  });

  test('by sending the page’s own hello back as a challenge', async () => {
    const line = connect();
    const page = greetBox(line.page, await someKey(), ORIGIN);
    const { nonce, proof } = read(await line.box.receive());
    line.box.send(writeJson({ type: 'challenge', version: 1, nonce, proof }));
    await expect(page).rejects.toMatchObject({ name: 'box-refused' });
  });

  test('by swapping the nonces', async () => {
    const key = await someKey();
    const auth = await authKey(key);
    const line = connect();
    const box = greetPage(line.box, key, ORIGIN);
    line.page.send((await overheard(key)).hello);
    const mine = read(line.sent[0]?.bytes as Bytes).nonce;
    const { nonce } = read(await line.page.receive());
    line.page.send(writeJson({ type: 'answer', proof: await prove(auth, ['page', ORIGIN, 1, nonce, mine]) }));
    await expect(box).rejects.toMatchObject({ code: CLOSE.unauthenticated });
  });
});

test('a hello with any byte changed gets no answer', async () => {
  const key = await someKey();
  const { hello } = await overheard(key);
  const touch = fc.record({ at: fc.nat(hello.length - 1), by: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(touch, async ({ at, by }) => {
      const line = connect();
      const touched = hello.slice();
      touched[at] = (touched[at] as number) ^ by;
      line.page.send(touched);
      await expect(greetPage(line.box, key, ORIGIN)).rejects.toMatchObject({ code: CLOSE.unauthenticated });
      BOX_SAID_NOTHING(line);
    }),
    { numRuns: 500 },
  );
});

test('a box gives no answer to 10,000 random first messages', async () => {
  const key = await someKey();
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((json) => new TextEncoder().encode(json)),
  );
  await fc.assert(
    fc.asyncProperty(noise, async (bytes) => {
      const line = connect();
      line.page.send(Uint8Array.from(bytes));
      await expect(greetPage(line.box, key, ORIGIN)).rejects.toMatchObject({ code: CLOSE.unauthenticated });
      expect(line.closed).toBe(CLOSE.unauthenticated);
      BOX_SAID_NOTHING(line);
    }),
    { numRuns: 10_000 },
  );
});

test('a silent page is disconnected', async () => {
  const line = connect();
  await expect(greetPage(line.box, await someKey(), ORIGIN, 5)).rejects.toMatchObject({
    code: CLOSE.tooSlow,
  });
  expect(line.closed).toBe(CLOSE.tooSlow);
  BOX_SAID_NOTHING(line);
});

test.each<[string, (line: Line) => void, string, number?]>([
  ['stays silent', () => {}, 'box-unreachable', 5],
  ['hangs up', ({ box }) => box.close(1011), 'box-unreachable'],
  ['has had too many attempts', ({ box }) => box.close(CLOSE.tooMany), 'box-refused'],
  ['does not speak the protocol', ({ box }) => box.send(writeJson('220 ready')), 'box-failed'],
])('a box that %s is a problem with its own code', async (_, act, code, patience) => {
  const line = connect();
  const page = greetBox(line.page, await someKey(), ORIGIN, patience);
  act(line);
  await expect(page).rejects.toMatchObject({ name: code });
});

function twice(key: CryptoKey, rest: object) {
  return { page: key, box: key, ...rest };
}
