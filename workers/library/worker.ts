/** Entry of the library worker: see contract.ts for what it alone writes. */

import { expose } from 'comlink';
import { makeLibrary } from './library';

expose(makeLibrary());
