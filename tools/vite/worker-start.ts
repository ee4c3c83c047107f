/**
 * Splits what a worker loads at once into its entry and a chunk that holds the rest, so that chunks which are loaded
 * later import that one and never the entry. WebKit 2.50 knows a worker's entry by no address: a chunk that imports it
 * runs it a second time, and with it all of its state, its messages and its Trusted Types policy, which may be made
 * only once. A worker that loads nothing later stays one file.
 */

import type { Rolldown } from 'vite';

const ENTRY = /\/workers\/[^/]+\/worker\.ts$/;

export const workerStart: Rolldown.CodeSplittingGroup = {
  name: 'shared',
  // What the entry imports, and what that imports, but nothing that is loaded later alone.
  tags: ['$initial'],
  test: (id) => !ENTRY.test(id),
};
