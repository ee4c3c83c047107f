/** Messages for the return codes of Axera's libraries. */

/** Errors by the low byte of a code, the same in every module. */
const ERRORS: Record<number, string> = {
  10: 'illegal parameter',
  11: 'null pointer',
  12: 'bad address',
  16: 'driver not loaded',
  17: 'busy',
  18: 'not initialised',
  20: 'not supported',
  21: 'not permitted',
  22: 'exists already',
  23: 'does not exist',
  24: 'out of memory',
  25: 'out of buffers',
  26: 'mismatch',
  32: 'queue is not there',
  33: 'queue is full',
  34: 'queue is empty',
  35: 'queue error',
  39: 'timeout',
  41: 'unknown error',
  48: 'the operating system failed',
  128: 'mapping memory failed',
  129: 'unmapping memory failed',
  130: 'freeing memory failed',
};

const MODULES: Record<number, string> = { 6: 'NPU', 11: 'system' };

/** Call that did not return 0. */
export class AxError extends Error {
  override readonly name = 'AxError';

  constructor(
    readonly call: string,
    readonly code: number,
  ) {
    super(`${call} failed: ${codeInWords(code)}`);
  }
}

/**
 * @param code as returned: signed, 0x80000000 | module << 16 | sub-module << 8 | error
 * @returns e.g. "0x800b0018 (system: out of memory)"
 */
function codeInWords(code: number): string {
  const hex = `0x${(code >>> 0).toString(16).padStart(8, '0')}`;
  const module = code < 0 && MODULES[(code >>> 16) & 255];
  const words = ERRORS[code & 255];
  return module && words ? `${hex} (${module}: ${words})` : hex;
}
