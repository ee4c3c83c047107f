/** Entry point of the library worker. */

import { expose } from 'comlink';
import { makeLibrary } from './library';

expose(makeLibrary());
