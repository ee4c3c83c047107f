/** People: groups of faces. */

import type { Face } from '#core/faces';
import type { FaceKey, PersonId } from '#core/people';
import type { PhotoNo } from '#core/photo';
import type { BackgroundState } from '../background/contract';

/** A person as the page shows them. */
export interface PersonCard {
  id: PersonId;
  /** Empty until the user names them. */
  name: string;
  hidden: boolean;
  /** Photos in view with them. */
  photos: number;
  /** The face that stands for them. */
  cover: FaceKey;
}

/** "The same person?" */
export interface PersonQuestion {
  person: PersonId;
  /** Null if the other face belongs to nobody. */
  other: PersonId | null;
  /** A face of each, the two that are nearest. */
  own: FaceKey;
  face: FaceKey;
}

/** Who was found in a photo. */
export interface FaceInPhoto {
  key: FaceKey;
  /** Null if the face belongs to nobody. */
  person: PersonId | null;
  /** Empty until the user names them. */
  name: string;
  hidden: boolean;
  box: Face['box'];
}

export interface PeopleHere {
  /** Named ones first, then by the number of photos. */
  people: PersonCard[];
  /** Faces that belong to nobody, the newest first. */
  loose: FaceKey[];
  questions: PersonQuestion[];
}

/** People: groups of faces, which the app suggests and the user decides on. */
export interface PeopleVerbs {
  people(): Promise<BackgroundState>;
  /** Begins to look for faces in all photos, or ends that and deletes faces, their pictures, and people. */
  findFaces(on: boolean): Promise<void>;
  /** Until `findFaces`, or this with false. */
  pauseFaces(paused: boolean): Promise<void>;
  peopleHere(): Promise<PeopleHere>;
  /** Returns the faces of a person in photos in view, the newest first. */
  facesOf(person: PersonId): Promise<FaceKey[]>;
  /** Returns who was found in a photo, from left to right; null if it was not looked at. */
  facesIn(photo: PhotoNo): Promise<FaceInPhoto[] | null>;
  /** Returns small JPEG pictures, in the order given; null where there is none. */
  faceCrops(faces: readonly FaceKey[]): Promise<(Blob | null)[]>;
  /**
   * Names a person, or these faces that belong to nobody. A name that somebody has already joins the two.
   * @returns whose name it is now; null if the faces are gone
   */
  namePerson(whom: PersonId | readonly FaceKey[], name: string): Promise<PersonId | null>;
  hidePerson(person: PersonId, hidden: boolean): Promise<void>;
  choosePicture(person: PersonId, cover: FaceKey): Promise<void>;
  joinPeople(into: PersonId, from: PersonId): Promise<void>;
  /** Takes faces out of a person, for good. */
  notPerson(person: PersonId, faces: readonly FaceKey[]): Promise<void>;
  answerPerson(question: PersonQuestion, same: boolean): Promise<void>;
}
