/** The bytes of a backup as a stream. */

import { joined } from '#core/joined';

/** Bytes that a file takes at once: each piece costs a question to the browser. */
const CHUNK = 1 << 20;

/** As a stream that asks for the next pieces when there is room. (Not every engine has `ReadableStream.from`.) */
export function streamOf(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (let bytes = 0; bytes < CHUNK; ) {
        const { done, value } = await pieces.next();
        if (done) {
          controller.enqueue(joined(parts));
          controller.close();
          return;
        }
        parts.push(value);
        bytes += value.length;
      }
      controller.enqueue(joined(parts));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
