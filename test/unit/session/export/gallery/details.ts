/** Photos as the library tells them, with all that a gallery may tell. */

import { wallTime } from '#core/wall-clock';
import type { PhotoDetails } from '#workers/library/contract';
import { card } from '../../fixtures';

/** Found in no file but this one, and in no place unless it is given. */
export function details(no: number, more: Partial<PhotoDetails> = {}): PhotoDetails {
  const origins = [{ source: { id: 's', kind: 'files' as const, name: '', added: 0 }, path: `${no}.jpg` }];
  const facts = { id: `${no}`, type: 'image/jpeg', bytes: 3_000_000, takenFrom: 'file' as const, added: 0 };
  return { ...card(no, no * 86_400_000), width: 4000, height: 3000, ...facts, origins, ...more };
}

/** What nobody should learn from a gallery unless it was asked for. */
export const SECRETS = {
  captions: 'a quiet garden',
  tags: 'honeymoon',
  places: 'Kyoto',
  people: 'Anna',
};

export const TELLING: Partial<PhotoDetails> = {
  caption: SECRETS.captions,
  tags: [SECRETS.tags],
  favourite: true,
  place: { latitude: 35.02, longitude: 135.75 },
  camera: 'Canon EOS R5',
  taken: wallTime(2024, 5, 1),
  takenFrom: 'camera',
};
