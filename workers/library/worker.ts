/** Entry of the library worker: the truth of the app, and its only writer. */

import { expose } from 'comlink';
import { Library } from './library';

expose(new Library());
