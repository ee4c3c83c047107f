/** Version 4: boxes that were paired. */

import type { OldDatabase } from './step';

export function toVersion4(db: OldDatabase): void {
  db.createObjectStore('boxes', { keyPath: 'id' });
}
