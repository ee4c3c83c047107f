/** Entry of a tidy worker, started for a comparison or for the map. It only reads the store. */

import { expose } from 'comlink';
import { Tidy } from './tidy';

expose(new Tidy());
