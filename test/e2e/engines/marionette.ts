/**
 * A connection that speaks Marionette: WebDriver's commands as Firefox itself takes them
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
 */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A message of the browser: 1, the command's number, its error, its result. */
type Answer = [1, number, { error: string; message: string } | null, unknown];

export class Marionette {
  private last = 0;
  private heard = Buffer.alloc(0);
  private readonly waiting = new Map<
    number,
    { resolve: (result: never) => void; reject: (error: Error) => void }
  >();

  private constructor(private readonly socket: Socket) {
    socket.on('data', (part) => this.hear(part));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values())
        reject(new Error('The browser has closed the connection.'));
      this.waiting.clear();
    });
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  /** @throws the browser's error: its code, and what it says */
  send<Result>(command: string, parameters: Record<string, unknown> = {}): Promise<Result> {
    const id = ++this.last;
    const message = JSON.stringify([0, id, `WebDriver:${command}`, parameters]);
    this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
  }

  close(): void {
    this.socket.destroy();
  }

  /** Takes the messages out of what has arrived: each begins with its length in bytes and a colon. */
  private hear(part: Buffer): void {
    this.heard = Buffer.concat([this.heard, part]);
    for (;;) {
      const start = this.heard.indexOf(':') + 1;
      const end = start + Number(this.heard.subarray(0, start - 1));
      if (start === 0 || this.heard.length < end) return;
      const message: unknown = JSON.parse(this.heard.subarray(start, end).toString());
      this.heard = this.heard.subarray(end);
      // The first is a greeting.
      if (Array.isArray(message)) this.answer(message as Answer);
    }
  }

  private answer([, id, error, result]: Answer): void {
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) call?.reject(new Error(`${error.error}: ${error.message}`));
    else call?.resolve(result as never);
  }
}
