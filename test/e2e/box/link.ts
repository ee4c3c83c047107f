/** A TCP proxy between the page and the agent that is slow and breaks connections. */

import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Resets a connection after this many bytes from the page, or from the agent. */
interface Break {
  fromPage?: number;
  fromAgent?: number;
}

export interface LinkFaults {
  /** Milliseconds that each chunk of data is delayed, in both directions. */
  delay?: number;
  /** Bandwidth from the page to the agent, in bytes a second. */
  bytesPerSecond?: number;
  /** Where the first connections break, in order. Later connections do not break. */
  breaks?: Break[];
}

export interface Link {
  port: number;
  /** Returns the number of connections so far. */
  connections(): number;
  /** Returns the number of bytes from the page, over all connections. */
  carried(): number;
  close(): Promise<void>;
}

/** @param to port of the agent on this machine */
export async function openLink(
  to: number,
  { delay = 0, bytesPerSecond, breaks = [] }: LinkFaults,
): Promise<Link> {
  const left = [...breaks];
  const sockets = new Set<Socket>();
  let connections = 0;
  let carried = 0;
  const server = createServer((near) => {
    connections++;
    const far = dial(to, '127.0.0.1');
    const { fromPage = Number.POSITIVE_INFINITY, fromAgent = Number.POSITIVE_INFINITY } = left.shift() ?? {};
    let sent = 0;
    let answered = 0;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => sockets.delete(socket));
      // The close handlers end the other side too. The error itself is expected: the test asked for it.
      socket.on('error', () => undefined);
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    void carry(near, far, async (bytes) => {
      sent += bytes;
      carried += bytes;
      if (sent >= fromPage) near.resetAndDestroy();
      await pause(delay + (bytesPerSecond ? (bytes / bytesPerSecond) * 1000 : 0));
    });
    void carry(far, near, async (bytes) => {
      answered += bytes;
      if (answered >= fromAgent) near.resetAndDestroy();
      await pause(delay);
    });
  });
  const port = await listening(server);
  return {
    port,
    connections: () => connections,
    carried: () => carried,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Forwards one chunk at a time, so that a slow chunk delays those behind it. */
async function carry(from: Socket, to: Socket, each: (bytes: number) => Promise<void>): Promise<void> {
  try {
    for await (const piece of from) {
      await each(piece.length);
      if (!to.write(piece)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
    }
    to.end();
  } catch {
    to.destroy();
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('The link has no port.'));
    });
  });
}
