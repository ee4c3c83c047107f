import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CARD = readFileSync('models/words/README.md', 'utf8');

test.each(['det.onnx', 'rec.onnx', 'dictionary.txt'])('the card has size and hash of %s', (name) => {
  const file = readFileSync(`models/words/${name}`);
  const hash = createHash('sha256').update(file).digest('hex');
  expect(CARD).toContain(`| \`${name}\` | ${file.length.toLocaleString('en')} | \`${hash}\` |`);
});
