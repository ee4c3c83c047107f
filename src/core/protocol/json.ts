import * as v from 'valibot';

/** JSON in UTF-8. */
export function writeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** What the schema makes of the bytes, or null if they are not UTF-8, not JSON, or do not fit the schema. */
export function readJson<T>(bytes: Uint8Array, schema: v.GenericSchema<unknown, T>): T | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const read = v.safeParse(schema, value);
  return read.success ? read.output : null;
}
