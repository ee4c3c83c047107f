/** Checks of values that a backup gives: each is of its type, or the record describes nothing. */

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length < 100_000;

export const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most;

/** @throws Error if it is none */
export function text(value: unknown): string {
  if (!isText(value)) throw new Error('No text.');
  return value;
}

/** @throws Error if it is no SHA-256, in hex */
export function hash(value: unknown): string {
  if (!/^[0-9a-f]{64}$/.test(text(value))) throw new Error('No hash.');
  return value as string;
}

/** @throws Error if it is no number, below 0, or infinite, as JSON reads 1e999 */
export function amount(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new Error('No amount.');
  return value;
}

/** @throws Error if it is no whole number from `least` to `most` */
export function whole(value: unknown, least: number, most: number): number {
  if (!Number.isInteger(value) || amount(value) < least || amount(value) > most)
    throw new Error('No whole number.');
  return value as number;
}

/** @throws Error if it is no list, or `each` throws for one of its values */
export function list<T>(value: unknown, each: (value: unknown) => T): T[] {
  if (!Array.isArray(value)) throw new Error('No list.');
  return value.map(each);
}

/** @throws Error if it is no object */
export function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('No fields.');
  return value as Record<string, unknown>;
}
