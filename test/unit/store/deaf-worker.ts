/** A worker with the library open that never hears `versionchange`, as WebKit has them; see src/store/letting-go.ts. */

import { database, whenGone } from '#store/database';

const listen = IDBDatabase.prototype.addEventListener;
IDBDatabase.prototype.addEventListener = () => undefined;
await database();
IDBDatabase.prototype.addEventListener = listen;
whenGone(() => postMessage('gone'));
postMessage('open');
