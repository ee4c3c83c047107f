/** Two wires that are one connection, with hands on what passes, and two ends that know each other. */

import type { BoxChannel, PageChannel, Wire } from '#core/protocol/channel';
import { greetBox, greetPage } from '#core/protocol/handshake';
import { importKey, newKey } from '#core/protocol/pairing';
import { queueWire } from '#core/protocol/wire';

export type Bytes = Uint8Array<ArrayBuffer>;

export const ORIGIN = 'https://mitsuke.example';

/** What becomes of a message on its way: the messages that arrive in its place. */
type Meddle = (bytes: Bytes, to: 'page' | 'box') => Bytes[];

export interface Line {
  page: Wire;
  box: Wire;
  /** Everything that was sent, as it was sent. */
  sent: { to: 'page' | 'box'; bytes: Bytes }[];
  /** Why the line was closed, by whom first; null while it is open. */
  closed: number | null;
  meddle: Meddle;
}

export function connect(room = 64 << 20): Line {
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
  page.room = room;
  box.room = room;
  const line: Line = { page: page.wire, box: box.wire, sent: [], closed: null, meddle: (bytes) => [bytes] };
  return line;
}

/** A key as it is held while running. */
export const someKey = (): Promise<CryptoKey> => importKey(newKey());

/** A handshake's two results; neither is thrown. */
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

/** A line with both ends past the handshake. */
export async function acquainted(): Promise<{ line: Line; page: PageChannel; box: BoxChannel }> {
  const line = connect();
  const key = await someKey();
  const [page, box] = await Promise.all([greetBox(line.page, key, ORIGIN), greetPage(line.box, key, ORIGIN)]);
  return { line, page, box };
}
