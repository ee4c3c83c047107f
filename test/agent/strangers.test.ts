import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { newKey } from '#core/protocol/pairing';
import { type Box, freshAddress, ORIGIN, openSocket, startStarter, visit } from './box';

/** Requests an upgrade that must be refused. @returns the answer */
function upgrade(
  box: Box,
  path: string,
  origin?: string,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ host: '127.0.0.1', port: box.pairing.port, path },
      headers: {
        ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(origin === undefined ? {} : { Origin: origin }),
      },
    });
    asked.on('response', (response) => {
      let body = '';
      response.on('data', (text: Buffer) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    asked.on('upgrade', () => reject(new Error('It was let in.')));
    asked.on('error', reject);
    asked.end();
  });
}

describe('a page whose origin is not listed', () => {
  test('is refused with 403 and no body, and the terminal names the option that admits it', async () => {
    const box = await startStarter();
    for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null', undefined]) {
      expect(await upgrade(box, '/bridge', origin)).toEqual({ status: 403, body: '' });
    }
    expect(await upgrade(box, '/else', ORIGIN)).toEqual({ status: 404, body: '' });
    await box.says('--origin "https://evil.example"');
  });
});

describe('a client without the key', () => {
  test('gets no byte, and 4401', async () => {
    const box = await startStarter();
    await expect(visit(box, { key: newKey() })).rejects.toMatchObject({ code: 'box-refused' });
    for (const noise of [new Uint8Array(0), crypto.getRandomValues(new Uint8Array(300)), Buffer.from('{}')]) {
      const { socket, came, opened, closed } = openSocket(box);
      await opened;
      socket.send(noise);
      expect(await closed).toBe(4401);
      expect(came).toEqual([]);
    }
  });

  test('cannot fill the memory before the handshake', async () => {
    const box = await startStarter();
    const { socket, came, opened, closed } = openSocket(box);
    await opened;
    for (let i = 0; i < 4; i++) socket.send(new Uint8Array(400_000));
    expect([4401, 4413]).toContain(await closed);
    expect(came).toEqual([]);
  });

  test('has ten attempts a minute; then even the right key is refused, from its address only', async () => {
    const box = await startStarter();
    const address = freshAddress();
    for (let i = 0; i < 10; i++) {
      const { socket, opened, closed } = openSocket(box, { address });
      await opened;
      socket.send(crypto.getRandomValues(new Uint8Array(64)));
      expect(await closed).toBe(4401);
    }
    const { came, closed } = openSocket(box, { address });
    expect(await closed).toBe(4429);
    expect(came).toEqual([]);
    await expect(visit(box, { address })).rejects.toThrow();
    expect((await visit(box)).welcome.space).toBe('starter-2');
  });
});

test('a client that sends a text message is closed with 4400', async () => {
  const { socket, came, opened, closed } = openSocket(await startStarter());
  await opened;
  socket.send('{"type":"hello"}');
  expect(await closed).toBe(4400);
  expect(came).toEqual([]);
});
