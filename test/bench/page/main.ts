/** What the measuring script calls. Each function measures all its contenders in turns, in one run. */

import { measureDecode } from './decode';
import { measureEncode } from './encode';
import { measurePhotos } from './photos';
import { measureScan } from './scan';

const bench = { measureDecode, measureEncode, measurePhotos, measureScan };

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
