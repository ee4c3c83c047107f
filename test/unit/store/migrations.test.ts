import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'src/store/migrations';

test('migration steps do not import today’s code', () => {
  const steps = readdirSync(FOLDER).filter((name) => /^v\d+\.ts$/.test(name));
  expect(steps.length).toBeGreaterThan(0);
  for (const step of steps) {
    const imports = [...readFileSync(`${FOLDER}/${step}`, 'utf8').matchAll(/\bfrom '([^']+)'/g)];
    expect(imports.map(([, from]) => from)).toEqual(['./step']);
  }
});
