/** This app, and an earlier version of it at the address `BENCH_APP_BEFORE`, which is measured in the same run. */

import { APP } from './playwright.config';

export interface Version {
  name: string;
  app: string;
}

export const VERSIONS: readonly Version[] = [
  { name: 'Mitsuke', app: APP },
  ...(process.env.BENCH_APP_BEFORE ? [{ name: 'Mitsuke before', app: process.env.BENCH_APP_BEFORE }] : []),
];
