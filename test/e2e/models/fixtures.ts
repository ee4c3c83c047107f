/** Fixtures for tests of models: the app built with stand-ins, and the mirror that serves them. */

import { test as base } from '../app';
import { Shelf } from './shelf';

export { expect } from '../app';

export const test = base.extend<{ shelf: Shelf }>({
  shelf: async ({ app, mirror }, use) => {
    await use(new Shelf(app, mirror));
  },
});
