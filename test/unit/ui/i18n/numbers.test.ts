import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { t } from '../../../../src/ui/i18n';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('a number that was shown leaves no format behind', async () => {
  const made: WeakRef<Intl.NumberFormat>[] = [];
  const { NumberFormat } = Intl;
  Intl.NumberFormat = class extends NumberFormat {
    constructor(...given: ConstructorParameters<typeof NumberFormat>) {
      super(...given);
      made.push(new WeakRef(this));
    }
  } as typeof NumberFormat;
  try {
    for (let count = 2; count < 502; count++) t('library.photos', { count });
  } finally {
    Intl.NumberFormat = NumberFormat;
  }
  // A weak reference holds its object until the task ends in which it was made.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter((format) => format.deref()).length).toBeLessThan(5);
});
