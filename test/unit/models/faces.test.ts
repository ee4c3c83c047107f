import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CARD = readFileSync('models/faces/README.md', 'utf8');

test.each(['detector.onnx', 'landmarks.onnx', 'embedder.onnx'])(
  'the card has size and hash of %s',
  (name) => {
    const file = readFileSync(`models/faces/${name}`);
    const hash = createHash('sha256').update(file).digest('hex');
    expect(CARD).toContain(`| \`${name}\` | ${file.length.toLocaleString('en')} | \`${hash}\` |`);
  },
);
