/** Described faces, and which of them may be one person's. */

import { faceDistance, SAME } from '#core/faces';
import type { FaceKey, GroupedFace, PersonId } from '#core/people';

/** A described face in its group. */
export interface Member {
  key: FaceKey;
  face: GroupedFace & { embedding: Float32Array<ArrayBuffer> };
}

/** Whether the app takes two faces for one person's. */
export function isNear(a: Member, b: Member): boolean {
  return faceDistance(a.face.embedding, b.face.embedding) < SAME;
}

/** Whether the user said that a face is not this person's. */
export function isBarred({ face }: Member, person: PersonId): boolean {
  return face.not?.includes(person) === true;
}

/** Whether two faces cannot be of one person, as the user said. */
export function areBarred(a: Member, b: Member): boolean {
  const [one, other] = [a.face.person, b.face.person];
  return (other !== null && isBarred(a, other)) || (one !== null && isBarred(b, one));
}
