/** It puts its classes in the place of the browser's, and exports nothing. */
declare module 'fake-indexeddb/auto';
