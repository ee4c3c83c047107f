/** Entry of the tidy worker: started when the place Tidy is opened. It reads the store and writes nothing. */

import { expose } from 'comlink';
import { Tidy } from './tidy';

expose(new Tidy());
