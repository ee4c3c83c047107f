/** Messages between the server's and the encoder's process, in order, over the IPC channel of a fork. */

import type { EncoderInfo, EncoderOptions } from '../backends/encoder';
import type { Manifest } from '../manifest';

export type ToEncoder =
  /** First message; answered by `ready` or `refused`. */
  | { type: 'open'; options: EncoderOptions; manifest: Manifest }
  /** Answered by `vectors` or `failed`, in the order in which they were sent. */
  | { type: 'encode'; job: number; pixels: Uint8Array; count: number }
  /** Releases the device and ends the process. */
  | { type: 'close' };

/** Resources that the process has used so far. */
export interface Usage {
  /** CPU microseconds. */
  cpu: number;
  /** Resident bytes. */
  memory: number;
}

export interface Ready {
  type: 'ready';
  info: EncoderInfo;
  /** The encoder's vectors of the golden pictures. */
  golden: Float32Array;
  /** Microseconds of the fastest of them. */
  pace: number;
  usage: Usage;
}

export type FromEncoder =
  | Ready
  | { type: 'refused'; detail: string }
  | { type: 'vectors'; job: number; vectors: Float32Array; micros: number; usage: Usage }
  | { type: 'failed'; job: number; detail: string; usage: Usage };

/** Handle of the encoder's process. */
export interface EncoderProcess {
  send(message: ToEncoder): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface ProcessEvents {
  message(message: FromEncoder): void;
  /** Called once, when the process has ended. @param how e.g. "signal SIGSEGV" */
  exit(how: string): void;
}

export type StartProcess = (events: ProcessEvents) => EncoderProcess;
