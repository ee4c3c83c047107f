/** A connection that speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi). */

import { once } from 'node:events';
import WebSocket from 'ws';

interface Answer {
  type: 'success' | 'error' | 'event';
  id?: number | null;
  result?: unknown;
  error?: string;
  message?: string;
  method?: string;
  params?: unknown;
}

export class Bidi {
  private last = 0;
  private readonly waiting = new Map<
    number,
    { resolve: (result: never) => void; reject: (error: Error) => void }
  >();

  /** @param heard called with the events that were subscribed to */
  private constructor(
    private readonly socket: WebSocket,
    private readonly heard: (method: string, params: never) => void,
  ) {
    socket.on('message', (data) => this.hear(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values())
        reject(new Error('The browser has closed the connection.'));
      this.waiting.clear();
    });
  }

  static async connect(address: string, heard: (method: string, params: never) => void): Promise<Bidi> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, 'open');
    return new Bidi(socket, heard);
  }

  /** @throws the browser's error: its code, and what it says */
  send<Result>(method: string, params: Record<string, unknown>): Promise<Result> {
    const id = ++this.last;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
  }

  close(): void {
    this.socket.close();
  }

  private hear(answer: Answer): void {
    if (answer.type === 'event') {
      this.heard(answer.method ?? '', answer.params as never);
      return;
    }
    const call = this.waiting.get(answer.id ?? 0);
    this.waiting.delete(answer.id ?? 0);
    if (answer.type === 'success') call?.resolve(answer.result as never);
    else call?.reject(new Error(`${answer.error}: ${answer.message}`));
  }
}
