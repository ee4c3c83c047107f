/** Version 4: paired boxes. */

import type { OldDatabase } from './step';

export function toVersion4(db: OldDatabase): void {
  db.createObjectStore('boxes', { keyPath: 'id' });
}
