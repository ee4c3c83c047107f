/** Version 10: faces in photos, small pictures of them, and people. */

import type { OldDatabase } from './step';

export function toVersion10(db: OldDatabase): void {
  db.createObjectStore('faces');
  db.createObjectStore('faceCrops');
  db.createObjectStore('people', { keyPath: 'id' });
}
