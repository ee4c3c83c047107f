/** Version 7: further pictures of videos. */

import type { OldDatabase } from './step';

export function toVersion7(db: OldDatabase): void {
  db.createObjectStore('frames', { keyPath: 'no' }).createIndex('photo', 'photo');
}
