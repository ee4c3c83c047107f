/**
 * Times our runtime of towers and onnxruntime-web in the app's own worker, on the same graph: the text encoder of
 * ViT-B/32 in 8 bits at true size, one thread.
 */

import { BACKGROUND_QUERIES } from '#core/background';
import { dot } from '#core/vector';
import type { EncodeWorker } from '#workers/encode/contract';
import { TEXT_BACKENDS } from './text-backends';
import { median, race } from './timing';
import { dismiss, vitB32 } from './vit-b32';

const OPENINGS = 5;
/** With the two that begin and end a text: "a photo of a dog" has 7, and 77 are the most. */
const TOKENS = [7, 12, 77];
/** Texts at once: a library is calibrated with as many. */
const SEVERAL = BACKGROUND_QUERIES.length;

type Encoder = Pick<EncodeWorker, 'texts'>;

/** Every word is one token of the stand-in's tokenizer. */
const textOf = (tokens: number) => `${'a '.repeat(tokens - 3)}cat`;

/**
 * @returns by who: milliseconds of a warm query of some lengths, of several texts at once, and from the start of the
 *   worker to the first vector; and the largest cosine distance between the two, in millionths
 */
export async function measureTexts(): Promise<Record<string, Record<string, number>>> {
  await vitB32.keepText();
  const openings = new Map(Object.keys(TEXT_BACKENDS).map((name): [string, number[]] => [name, []]));
  let contenders: [string, Encoder][] = [];
  // The first to open pays for what the browser then has compiled.
  for (let round = -1; round < OPENINGS; round++) {
    dismiss();
    contenders = [];
    for (const [name, backend] of Object.entries(TEXT_BACKENDS)) {
      const start = performance.now();
      const encoder = await vitB32.openText(backend);
      await encoder.texts([textOf(7)]);
      if (round >= 0) openings.get(name)?.push(performance.now() - start);
      contenders.push([name, encoder]);
    }
  }
  const opening = Object.fromEntries([...openings].map(([name, times]) => [name, median(times)]));
  const times: Record<string, Record<string, number>> = {};
  const asked = [...TOKENS.map((tokens) => [textOf(tokens)]), Array(SEVERAL).fill(textOf(7))];
  for (const texts of asked) {
    const what = texts.length > 1 ? `${texts.length} texts` : `${texts[0].split(' ').length + 2} tokens`;
    times[what] = await race(
      contenders.map(([name, encoder]) => [name, () => encoder.texts(texts)] as const),
      { warmUp: 5, rounds: texts.length > 1 ? 5 : 30 },
    );
  }
  let furthest = 0;
  for (const tokens of TOKENS) {
    const [a, b] = await Promise.all(contenders.map(([, encoder]) => encoder.texts([textOf(tokens)])));
    furthest = Math.max(furthest, 1 - dot(a as Float32Array, b as Float32Array));
  }
  dismiss();
  return { opening, ...times, distance: { 'the two': furthest * 1e6 } };
}
