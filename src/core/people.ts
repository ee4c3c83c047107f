/** People: groups of faces that the app takes for one person's, and what the user has made of them. */

import type { Face } from './faces';
import type { PhotoNo } from './photo';

export type PersonId = number;

/** One face of a photo, by its place in the photo's row. */
export type FaceKey = readonly [photo: PhotoNo, index: number];

export interface GroupedFace extends Face {
  /** Null if it belongs to nobody yet. */
  person: PersonId | null;
  /** Whom the user said that it is not. */
  not?: readonly PersonId[];
}

export interface Person {
  id: PersonId;
  /** Empty until the user names them. */
  name: string;
  /** Set once the user decided something: from then on the app adds faces to this person, and takes none away. */
  isSettled?: true;
  hidden?: boolean;
  /** The face that is shown, if the user chose one. */
  cover?: FaceKey;
  /** Whom the user said that this is not. */
  apart?: readonly PersonId[];
}

/** What changes at once: whole rows of faces, and people. */
export interface PeopleChange {
  faces: readonly (readonly [PhotoNo, readonly GroupedFace[]])[];
  people: readonly Person[];
  gone: readonly PersonId[];
}

/** How an unnamed person is written in a query: "#12". */
export const numbered = (person: PersonId) => `#${person}`;
