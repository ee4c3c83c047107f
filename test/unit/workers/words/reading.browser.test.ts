/**
 * The words worker on twelve pictures: signs at an angle, a receipt, light on dark, vertical, upside down, sideways, low
 * contrast, and two without text. `answers.json` has what is written in them, and what the models' reference
 * implementation reads.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WordLine } from '#core/words';
import { type RunningWorker, run } from '#workers/shared/running';
import type { WordsWorker } from '#workers/words/contract';
import answers from '../../../fixtures/words/answers.json';

type Answer = (typeof answers)[number];

const URLS = import.meta.glob<string>('../../../fixtures/words/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});

let worker: RunningWorker<WordsWorker>;
const read = new Map<string, WordLine[]>();

function start(): RunningWorker<WordsWorker> {
  return run(new Worker(new URL('../../../../workers/words/worker.ts', import.meta.url), { type: 'module' }));
}

async function picture(file: string): Promise<Blob> {
  const url = URLS[`../../../fixtures/words/${file}`];
  if (!url) throw new Error(`There is no ${file}.`);
  return (await fetch(url)).blob();
}

beforeAll(async () => {
  worker = start();
  await worker.remote.open(1);
  for (const { file } of answers) read.set(file, await worker.remote.read(await picture(file)));
});
afterAll(() => worker.end());

const readIn = (file: string) => read.get(file) ?? [];

/** As a search folds text: width and compatibility forms, case, no spaces. */
const folded = (text: string) => [...text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')];

/** Levenshtein's distance. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1);
  a.forEach((char, i) => {
    let [diagonal, left] = [i, i + 1];
    row = row.map((above, j) => {
      const least = Math.min(above + 1, left + 1, diagonal + Number(char !== b[j]));
      [diagonal, left] = [above, least];
      return least;
    });
  });
  return row.at(-1) ?? a.length;
}

/** Characters that are wrong: of each line that is written, in the line read that is nearest to it. */
function errors({ lines }: Answer, texts: readonly string[]): number {
  return lines.reduce((sum, { text }) => {
    const wanted = folded(text);
    return sum + Math.min(wanted.length, ...texts.map((each) => distance(wanted, folded(each))));
  }, 0);
}

test('of all characters no more than one in a hundred is wrong beyond what the reference misreads', () => {
  const characters = answers.flatMap(({ lines }) => lines.flatMap(({ text }) => folded(text))).length;
  const rate = (textsOf: (answer: Answer) => readonly string[]) =>
    answers.reduce((sum, answer) => sum + errors(answer, textsOf(answer)), 0) / characters;
  const ours = rate(({ file }) => readIn(file).map(({ text }) => text));
  const reference = rate(({ referenceReads }) => referenceReads.map(({ text }) => text));
  expect(characters).toBeGreaterThan(200);
  expect(ours).toBeLessThanOrEqual(reference + 0.01);
});

test.each(answers.filter(({ hasText }) => !hasText))('in $file ($note) there is no word', ({ file }) => {
  expect(readIn(file)).toEqual([]);
});

test.each(answers.filter(({ hasText }) => hasText))(
  'in $file ($note) each line is found where it is, and no other',
  ({ file, width, height, lines, note }) => {
    const found = readIn(file);
    expect(found).toHaveLength(lines.length);
    for (const { text, quad } of lines) {
      const wanted = folded(text);
      const [line] = found.toSorted(
        (a, b) => distance(wanted, folded(a.text)) - distance(wanted, folded(b.text)),
      );
      if (!line) throw new Error('No line.');
      expect(line.score).toBeGreaterThan(0.9);
      // The first side runs along the line: of vertical text, down its right side.
      const corners = note === 'vertical text' ? [...quad.slice(1), ...quad.slice(0, 1)] : quad;
      corners.forEach(([x = 0, y = 0], i) => {
        const [atX = 0, atY = 0] = line.corners.slice(2 * i);
        expect(Math.hypot(atX * width - x, atY * height - y)).toBeLessThan(0.05 * width);
      });
    }
  },
);

test('upside-down, sideways and vertical lines are read to the last character', () => {
  const turned = answers.filter(({ file }) => /^0[789]/.test(file));
  expect(turned).toHaveLength(3);
  for (const { file, lines } of turned) {
    const texts = (all: readonly { text: string }[]) => all.map(({ text }) => folded(text).join('')).sort();
    expect(texts(readIn(file))).toEqual(texts(lines));
  }
});

test('pictures that are asked for at once are each read as alone', async () => {
  const files = ['05-receipt-en.jpg', '12-no-text-shapes.jpg', '07-vertical-ja.jpg'];
  const pictures = await Promise.all(files.map(picture));
  const together = await Promise.all(pictures.map((each) => worker.remote.read(each)));
  expect(together).toEqual(files.map(readIn));
});

test('bytes that are no picture are damaged, and the next picture is read', async () => {
  const good = await picture('05-receipt-en.jpg');
  const [broken, next] = await Promise.allSettled([
    worker.remote.read(new Blob(['no picture'])),
    worker.remote.read(good),
  ]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { name: 'damaged' } });
  expect(next).toEqual({ status: 'fulfilled', value: readIn('05-receipt-en.jpg') });
});

test('a worker that was not opened reads nothing, and says so', async () => {
  const closed = start();
  await expect(closed.remote.read(await picture('05-receipt-en.jpg'))).rejects.toMatchObject({
    name: 'encoder-failed',
  });
  closed.end();
});
