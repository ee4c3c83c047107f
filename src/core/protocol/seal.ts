/** AES-256-GCM with a counter that both ends keep and never send: one key per direction, no IV used twice. */

import { CLOSE, ProtocolError } from './closing';

/** Bytes that a seal adds to a frame. */
export const SEAL_BYTES = 16;

/** Most frames in one direction of one session. AES-GCM with counted IVs would bear far more. */
export const MOST_FRAMES = 2 ** 32;

class Counter {
  constructor(private next: number) {}

  /** The next IV: a big-endian 96-bit number, one more than the last. */
  iv(): Uint8Array<ArrayBuffer> {
    if (this.next >= MOST_FRAMES) throw new ProtocolError(CLOSE.done, 'The session is worn out.');
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, this.next++);
    return iv;
  }
}

export class Sealer {
  private readonly counter: Counter;

  constructor(
    private readonly key: CryptoKey,
    from = 0,
  ) {
    this.counter = new Counter(from);
  }

  /** Frames are numbered in the order of the calls. @throws ProtocolError after `MOST_FRAMES` */
  async seal(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const iv = this.counter.iv();
    return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, plain));
  }
}

export class Opener {
  private readonly counter: Counter;

  constructor(
    private readonly key: CryptoKey,
    from = 0,
  ) {
    this.counter = new Counter(from);
  }

  /** @throws ProtocolError if the frame is not the very next one, or was altered */
  async open(sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const iv = this.counter.iv();
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, sealed));
    } catch (cause) {
      throw new ProtocolError(CLOSE.protocol, 'A frame does not open.', { cause });
    }
  }
}
