/** What the serving process and the encoder's process tell each other, in order, over the channel of a fork. */

import type { EncoderInfo, EncoderOptions } from '../backends/encoder';
import type { Manifest } from '../manifest';

export type ToEncoder =
  /** The first one; answered by `ready` or `refused`. */
  | { type: 'open'; options: EncoderOptions; manifest: Manifest }
  /** Answered by `vectors` or `failed`, in the order in which they were sent. */
  | { type: 'encode'; job: number; pixels: Uint8Array; count: number }
  /** Gives everything back, and ends. */
  | { type: 'close' };

/** What the process has used so far. */
export interface Usage {
  /** Microseconds of processors. */
  cpu: number;
  /** Bytes. */
  memory: number;
}

export interface Ready {
  type: 'ready';
  info: EncoderInfo;
  /** What the encoder makes of the golden pictures. */
  golden: Float32Array;
  /** Microseconds that one of them took. */
  pace: number;
  usage: Usage;
}

export type FromEncoder =
  | Ready
  | { type: 'refused'; detail: string }
  | { type: 'vectors'; job: number; vectors: Float32Array; micros: number; usage: Usage }
  | { type: 'failed'; job: number; detail: string; usage: Usage };

/** The encoder's process, seen from outside. */
export interface EncoderProcess {
  send(message: ToEncoder): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface ProcessEvents {
  message(message: FromEncoder): void;
  /** The process is gone; called once. @param how in words, e.g. "signal SIGSEGV" */
  exit(how: string): void;
}

export type StartProcess = (events: ProcessEvents) => EncoderProcess;
