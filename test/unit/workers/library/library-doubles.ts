/** Stand-ins for the dependencies of the library's folders; the store, the folders and the locks are real. */

import type { ImageEntry, Space } from '#core/space';
import { STARTER } from '#models/spaces/starter';
import type { ReadyTarget } from '#workers/library/encoding/target';
import type { RunParts } from '#workers/library/indexing/encode-ahead';
import type { PipelineParts } from '#workers/library/indexing/pipeline';

export const SPACE: Space = { ...STARTER, id: 'test-1', dimension: 2 };
export const ENCODER: ImageEntry = { ...(STARTER.images[0] as ImageEntry), id: 'test-1/image/fp32' };

const TARGET: ReadyTarget = {
  space: SPACE,
  encoder: ENCODER,
  preprocessing: { size: 1, fit: 'crop', filter: 'bicubic', rescale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
};

/** Returns a file whose text decides how it decodes: "red" decodes, "damaged" does not; "red of Live Photo A". */
export function fileOf(name: string, text: string, lastModified = 5): File {
  return new File([text], name, { lastModified, type: 'image/jpeg' });
}

/** Returns a video that shows these words, one after the other. */
export function videoOf(name: string, words: string): File {
  return new File([`\0\0\0\x10ftypisom ${words}`], name, { lastModified: 5 });
}

/** Returns the text of a video of some seconds, with the identifier of a Live Photo or without one. */
export function clipText(seconds: number, contentId = ''): string {
  return `\0\0\0\x10ftypqt   lasts ${seconds} ${contentId}`;
}

const JPEG = { type: 'image/jpeg' };
const wordsOf = (video: string) => video.split(' ').slice(1);
const textOf = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
const pixelOf = (text: string) => Uint8Array.of(text.length, 0, 0);

/** Returns the parts of a run on this device alone, whose decoders have every codec. */
export function runParts(): RunParts & Pick<PipelineParts, 'page' | 'putOff'> {
  return {
    page: { decoded: (_, decode) => decode() },
    putOff: () => undefined,
    target: TARGET,
    decoders: {
      size: 2,
      async decode(bytes) {
        const text = textOf(bytes);
        if (text === 'damaged') return { ok: false, reason: 'damaged', detail: 'No end.' };
        const copies = { thumbnail: new Blob(['t'], JPEG), preview: new Blob([`preview of ${text}`], JPEG) };
        const type = text.startsWith('heic') ? 'image/heic' : 'image/jpeg';
        const facts = { type, width: 2, height: 1, color: 0 };
        const [, contentId] = / of Live Photo (\w+)$/.exec(text) ?? [];
        const live = contentId && { contentId };
        const more = { ...live, ...(text.startsWith('turned') && { turned: true as const }) };
        return { ok: true, picture: { ...facts, ...copies, ...more, pixels: pixelOf(text) } };
      },
      async video(file) {
        const [poster = '', ...others] = wordsOf(await file.text());
        const copies = {
          thumbnail: new Blob(['t'], JPEG),
          preview: new Blob([`preview of ${poster}`], JPEG),
        };
        const facts = { type: 'video/mp4', width: 2, height: 1, color: 0, video: { seconds: 30, poster: 1 } };
        return {
          ok: true,
          picture: { ...facts, ...copies, pixels: pixelOf(poster) },
          frames: others.map((text, i) => ({
            seconds: 10 * (i + 1),
            pixels: pixelOf(text),
            preview: new Blob([`preview of ${text}`], JPEG),
          })),
        };
      },
      async clipFacts(video) {
        const [, seconds, contentId] = / lasts ([\d.]+) (.*)$/.exec(await video.text()) ?? [];
        return seconds === undefined ? null : { seconds: Number(seconds), ...(contentId && { contentId }) };
      },
      async pixels(bytes) {
        const text = textOf(bytes);
        return text === 'damaged' ? null : pixelOf(text);
      },
    },
    encoder: {
      ready: async () => undefined,
      encode: async (pictures) =>
        pictures.map(([first = 0]) => Float32Array.of(Math.sin(first), Math.cos(first))),
      perSecond: null,
    },
    boxes: { lanes: () => [], settled: async () => undefined, hear: () => () => undefined },
    stopped: () => false,
  };
}

/** Creates a folder in the origin private file system, which needs no permission. */
export async function newFolder(name: string): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
}

export async function removeFolder(name: string): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
}

/** Writes a file, and creates the folders above it. */
export async function write(folder: FileSystemDirectoryHandle, path: string, text: string): Promise<void> {
  const names = path.split('/');
  let into = folder;
  for (const name of names.slice(0, -1)) into = await into.getDirectoryHandle(name, { create: true });
  const writer = await (await into.getFileHandle(names.at(-1) as string, { create: true })).createWritable();
  await writer.write(text);
  await writer.close();
}
