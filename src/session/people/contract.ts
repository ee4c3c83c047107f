/** People: groups of faces that the app suggests, and what the user makes of them. */

import type { ReadonlySignal } from '@preact/signals';
import type { FaceKey, PersonId } from '#core/people';
import type { PhotoNo } from '#core/photo';
import type { BackgroundState, FaceInPhoto, PeopleHere, PersonQuestion } from '#workers/library/contract';

export type { FaceInPhoto };

/** No verb rejects: errors become notices. */
export interface People {
  /** How far faces are looked for; null until that is known. */
  readonly state: ReadonlySignal<BackgroundState | null>;
  /** Null until it is read. */
  readonly here: ReadonlySignal<PeopleHere | null>;
  /** Begins to look for faces in all photos, or ends that and deletes faces, their pictures, and people. */
  turn(on: boolean): Promise<void>;
  pause(paused: boolean): Promise<void>;
  /** Returns the object URL of a small picture, from a cache; null if there is none. */
  crop(face: FaceKey): Promise<string | null>;
  /** Returns the faces of a person, the newest first. */
  facesOf(person: PersonId): Promise<readonly FaceKey[]>;
  /** From left to right; null if the photo was not looked at, or that is unknown now. */
  in(photo: PhotoNo): Promise<readonly FaceInPhoto[] | null>;
  /** A name that somebody has already joins the two. @returns whose name it is now; null if it failed */
  name(whom: PersonId | readonly FaceKey[], name: string): Promise<PersonId | null>;
  hide(person: PersonId, hidden: boolean): Promise<void>;
  choosePicture(person: PersonId, face: FaceKey): Promise<void>;
  join(into: PersonId, from: PersonId): Promise<void>;
  /** Takes faces out of a person, for good. */
  notThem(person: PersonId, faces: readonly FaceKey[]): Promise<void>;
  answer(question: PersonQuestion, same: boolean): Promise<void>;
}
