/** Version 11: tiles of photos. */

import type { OldDatabase } from './step';

export function toVersion11(db: OldDatabase): void {
  db.createObjectStore('tiles', { keyPath: ['space', 'photo'] });
}
