/** WebSocket server of the box: one path, allowed origins, few pages at a time. Others get a bare status. */

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE, ProtocolError } from '#core/protocol/closing';
import { greetPage } from '#core/protocol/handshake';
import type { Welcome } from '#core/protocol/messages';
import { SOCKET_PATH } from '#core/protocol/pairing';
import { SEAL_BYTES } from '#core/protocol/seal';
import type { EncoderKeeper } from '../encoding/keeper';
import type { Listening } from '../options';
import { Attempts, ConnectionSlots } from './limits';
import { checkOrigin } from './origins';
import { Session } from './session';
import { hangUp, socketWire } from './socket-wire';

/** Milliseconds for a request's head, and between two pings. */
const PATIENCE = { head: 10_000, life: 30_000 };
/** Most open TCP connections of any kind. */
const CONNECTIONS = 64;

export interface Box {
  key: CryptoKey;
  welcome: Welcome;
  keeper: EncoderKeeper;
  say(line: string): void;
}

export interface BoxServer {
  port: number;
  /** Closes all connections and stops listening. */
  close(): Promise<void>;
}

/** @throws Error if the address cannot be listened on, or the certificate cannot be read */
export async function startServer(
  { port, tls, origins }: Pick<Listening, 'port' | 'tls' | 'origins'>,
  host: string,
  box: Box,
): Promise<BoxServer> {
  const { limits } = box.welcome;
  const options = { headersTimeout: PATIENCE.head, requestTimeout: PATIENCE.head, maxHeaderSize: 8_192 };
  const server = tls
    ? createSecureServer({ ...options, cert: readFileSync(tls.cert), key: readFileSync(tls.key) })
    : createServer(options);
  server.maxConnections = CONNECTIONS;
  // Twice the limit, so that the protocol refuses a slightly oversized frame with its own code.
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 2 * limits.frame + SEAL_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const attempts = new Attempts();
  const slots = new ConnectionSlots();

  server.on('request', (_, response) => response.writeHead(404, { Connection: 'close' }).end());
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (request.url !== SOCKET_PATH) return refuse(stream, '404 Not Found');
    const origin = checkOrigin(request.headers.origin, origins);
    const address = request.socket.remoteAddress ?? '';
    if (origin === null) {
      const from = JSON.stringify((request.headers.origin ?? 'no page').slice(0, 200));
      box.say(`Refused ${from} at ${address}. If it is your page: --origin ${from}`);
      return refuse(stream, '403 Forbidden');
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (!attempts.admit(address) || !slots.reserve()) return hangUp(socket, CLOSE.tooMany);
      void welcome(socket, origin, address);
    });
  });

  async function welcome(socket: WebSocket, origin: string, address: string): Promise<void> {
    const pipe = socketWire(socket);
    let promoted = false;
    try {
      const channel = await greetPage(pipe.wire, box.key, origin);
      attempts.forgive(address);
      promoted = slots.promote();
      if (!promoted) throw new ProtocolError(CLOSE.tooMany, 'All slots are taken.');
      pipe.receiveBuffer = limits.credits * limits.frame + 65_536;
      keepAlive(socket);
      box.say(`${origin} at ${address} is connected.`);
      await new Session(channel, box.keeper, box.welcome).serve();
    } catch (thrown) {
      if (thrown instanceof ProtocolError) pipe.wire.close(thrown.code);
      const how = thrown instanceof Error ? thrown.message : String(thrown);
      box.say(`${origin} at ${address}: ${how}`);
    } finally {
      slots.release(promoted);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets.clients) hangUp(socket, CLOSE.goingAway);
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers an upgrade with a bare status. */
function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Pings the page, because a device that falls asleep never closes its connection. */
function keepAlive(socket: WebSocket): void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PATIENCE.life);
  socket.on('close', () => clearInterval(timer));
}
