/** Typed arrays that grow. */

type Numbers = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Returns the array if it has room for `length` values, else a copy that is at least half as large again. */
export function grown<T extends Numbers>(array: T, length: number): T {
  if (length <= array.length) return array;
  const Type = array.constructor as new (length: number) => T;
  const larger = new Type(Math.max(length, Math.ceil(array.length * 1.5), 64));
  larger.set(array);
  return larger;
}
