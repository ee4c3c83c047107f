/** Entry point of the library worker. */

import { expose } from 'comlink';
import { onRequest } from '#net/ledger';
import { tellRequests } from '#workers/shared/ledger';
import { makeLibrary } from './library';

tellRequests(onRequest);
expose(makeLibrary());
