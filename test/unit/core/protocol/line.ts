/** A connection of two wires whose messages a test can change, and its two ends. */

import type { BoxChannel, PageChannel, Wire } from '#core/protocol/channel';
import { greetBox, greetPage } from '#core/protocol/handshake';
import { importKey, newKey } from '#core/protocol/pairing';
import { queueWire } from '#core/protocol/wire';

export type Bytes = Uint8Array<ArrayBuffer>;

export const ORIGIN = 'https://mitsuke.example';

/** Changes a message in transit. @returns the messages that arrive instead */
type Meddle = (bytes: Bytes, to: 'page' | 'box') => Bytes[];

export interface Line {
  page: Wire;
  box: Wire;
  /** All messages, as they were sent. */
  sent: { to: 'page' | 'box'; bytes: Bytes }[];
  /** Code of the first close; null while the line is open. */
  closed: number | null;
  meddle: Meddle;
}

export function connect(receiveBuffer = 64 << 20): Line {
  const end = (to: 'page' | 'box', far: () => ReturnType<typeof queueWire>) =>
    queueWire({
      send(bytes) {
        line.sent.push({ to, bytes });
        for (const each of line.meddle(bytes, to)) far().arrived(each);
      },
      close(code) {
        line.closed ??= code;
        far().ended(code);
      },
      buffered: () => 0,
    });
  const page: ReturnType<typeof queueWire> = end('box', () => box);
  const box: ReturnType<typeof queueWire> = end('page', () => page);
  page.receiveBuffer = receiveBuffer;
  box.receiveBuffer = receiveBuffer;
  const line: Line = { page: page.wire, box: box.wire, sent: [], closed: null, meddle: (bytes) => [bytes] };
  return line;
}

/** Imports a new random key. */
export const someKey = (): Promise<CryptoKey> => importKey(newKey());

/** Runs a handshake. @returns the results of both ends, settled */
export function greet(
  line: Line,
  { page, box, pageOrigin = ORIGIN, boxOrigin = ORIGIN }: Greeting,
): Promise<[PromiseSettledResult<PageChannel>, PromiseSettledResult<BoxChannel>]> {
  return Promise.allSettled([greetBox(line.page, page, pageOrigin), greetPage(line.box, box, boxOrigin)]);
}

interface Greeting {
  page: CryptoKey;
  box: CryptoKey;
  pageOrigin?: string;
  boxOrigin?: string;
}

/** Connects a line and completes its handshake. */
export async function acquainted(): Promise<{ line: Line; page: PageChannel; box: BoxChannel }> {
  const line = connect();
  const key = await someKey();
  const [page, box] = await Promise.all([greetBox(line.page, key, ORIGIN), greetPage(line.box, key, ORIGIN)]);
  return { line, page, box };
}
