/** Version 9: words that were read in photos. */

import type { OldDatabase } from './step';

export function toVersion9(db: OldDatabase): void {
  db.createObjectStore('words');
}
