/** Entry point of the library worker. */

import { expose } from 'comlink';
import { onRequest } from '#net/ledger';
import { ownStores, whenInMemory } from '#store/database';
import { tellRequests } from '#workers/shared/ledger';
import { keepToThisTab } from '#workers/shared/tab';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import { makeLibrary } from './library';

ownStores('library');
whenInMemory(keepToThisTab);
trustOwnScripts();
tellRequests(onRequest);
expose(makeLibrary());
