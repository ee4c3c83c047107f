/** A box that holds the right key but supports no protocol version that the page knows. */

import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { readJson, writeJson } from '#core/protocol/json';
import { authKey, holds, prove } from '#core/protocol/keys';
import { hello } from '#core/protocol/messages';
import { importKey, newKey, writePairing } from '#core/protocol/pairing';

const VERSIONS = [2];

export interface ForeignBox {
  port: number;
  pairing: string;
  close(): Promise<void>;
}

export async function startForeignBox(): Promise<ForeignBox> {
  const key = newKey();
  const auth = await authKey(await importKey(key));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, { headers: { origin = '' } }) => {
    socket.once('message', async (data: Buffer) => {
      const greeting = readJson(Uint8Array.from(data), hello);
      const claim = greeting && ['hello', origin, greeting.versions, greeting.nonce];
      if (!claim || !(await holds(auth, claim, greeting.proof))) return socket.close(4401);
      const proof = await prove(auth, ['unsupported', origin, VERSIONS, greeting.nonce]);
      socket.send(writeJson({ type: 'unsupported', versions: VERSIONS, proof }));
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    pairing: writePairing({ secure: false, host: '127.0.0.1', port, key }),
    close: () => {
      for (const socket of server.clients) socket.terminate();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
