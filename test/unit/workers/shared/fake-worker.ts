import { type Endpoint, expose } from 'comlink';
import { vi } from 'vitest';
import type { AnyWorker } from '#workers/shared/running';

/** A worker without a thread: its contract is served at the other end of a message channel. */
export class FakeWorker implements AnyWorker {
  onerror: AnyWorker['onerror'] = null;
  readonly terminate = vi.fn(() => this.channel.port1.close());
  private readonly channel = new MessageChannel();

  constructor(contract: object) {
    expose(contract, this.channel.port2 as Endpoint);
    this.channel.port1.start();
  }

  /** Raises an error that the worker has not caught. */
  die(message: string): void {
    const event = new Event('error', { cancelable: true });
    this.onerror?.call(this, Object.assign(event, { message }) as ErrorEvent);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.channel.port1.addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.channel.port1.removeEventListener(type, listener);
  }

  dispatchEvent(event: Event): boolean {
    return this.channel.port1.dispatchEvent(event);
  }
}
