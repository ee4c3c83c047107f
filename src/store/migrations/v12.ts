/** Version 12: packed cards of photos. They are made of the photos when the library has nothing else to do. */

import type { OldDatabase } from './step';

export function toVersion12(db: OldDatabase): void {
  db.createObjectStore('cardPacks', { keyPath: 'pack' });
}
