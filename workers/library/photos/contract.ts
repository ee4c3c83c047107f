/** Photos, their files, and the stored searches. */

import type { StoredBackground } from '#core/background';
import type { ProblemCode } from '#core/errors';
import type { Judgement } from '#core/judging';
import type { Marks, Photo, PhotoNo, Source, SourceId } from '#core/photo';
import type { StoredQuery } from '#core/searches';
import type { EncoderId } from '#core/space';
import type { Reduced } from '#workers/decode/contract';
import type { BackendChoice } from '../encoding/contract';

/** A change of the stored searches. */
export type SearchChange =
  /** A search was made. `instead`: an earlier stage of the same search, which it replaces. */
  | { do: 'note'; search: StoredQuery; instead: StoredQuery | null }
  | { do: 'save'; search: StoredQuery; name: string }
  | { do: 'rename'; id: string; name: string }
  /** Judgements that the search is to have in addition. */
  | { do: 'teach'; id: string; judgements: readonly Judgement[] }
  | { do: 'forget'; id: string }
  | { do: 'forgetRecent' }
  /** Whether unsaved searches are remembered; turning this off deletes those that are. */
  | { do: 'remember'; on: boolean };

export interface PhotoDetails extends Photo {
  /** Where it was found: source and path. */
  origins: { source: Source; path: string }[];
}

/** A photo as a file, to share it or to save a copy. */
export interface TakenOut {
  file: File;
  /** False if the original cannot be read now: then `file` is the stored preview, a JPEG. */
  original: boolean;
  /** The clip of a Live Photo, under the still's name with its own ending; only beside the original. */
  clip?: File;
}

/** A copy of a photo for somebody else. */
export interface ReducedPhoto extends Reduced {
  /**
   * False if the original cannot be read or decoded now: then the copy is of the stored preview. Of a video the copy is
   * always of its poster's, and this says whether the video itself can be read.
   */
  original: boolean;
}

/** A file in which a photo was found. */
export interface PhotoFile {
  photo: PhotoNo;
  source: SourceId;
  path: string;
  bytes: number;
  /** In a folder whose files can be deleted if the user grants write access. */
  deletable: boolean;
}

/** Outcome of deleting a file; `problem` is null if it was deleted. */
export interface Deletion {
  file: PhotoFile;
  problem: ProblemCode | null;
}

/** Operations on photos of the library. */
export interface PhotoVerbs {
  /**
   * Object URLs of JPEG files for the grid, in the order given; null for deleted photos. The caller revokes
   * them. They are created here because creating one blocks its thread until the browser has registered it.
   * @param damaged those of `photos` whose thumbnail cannot be shown: it is made anew, if there is anything to make it of
   */
  thumbnails(photos: readonly PhotoNo[], damaged?: readonly PhotoNo[]): Promise<(string | null)[]>;
  /**
   * The original if it can be read, else the stored preview; null if the photo was deleted. Of a video always the
   * preview of its poster, and by the number of a further picture the preview of that.
   */
  picture(photo: PhotoNo): Promise<Blob | null>;
  /** The video itself, or the clip of a motion or Live Photo, to be played; null if it cannot be read now. */
  clip(photo: PhotoNo): Promise<Blob | null>;
  /** The same as a file, under the photo's own name; null if the photo was deleted. */
  takeOut(photo: PhotoNo): Promise<TakenOut | null>;
  /**
   * A copy to give away, without any metadata; null if the photo was deleted, or nothing of it can be decoded. Keep two
   * calls in flight at most.
   * @param edge its longest edge, in pixels
   */
  reduced(photo: PhotoNo, edge: number): Promise<ReducedPhoto | null>;
  /**
   * The video itself, or the clip of a motion or Live Photo, as a file to give away; null if there is none that can be
   * read now. The same limit of calls applies.
   * @param bare without what its container says of places, cameras and dates
   */
  clipToGive(photo: PhotoNo, bare: boolean): Promise<File | null>;
  /** In the order given; deleted photos are left out. */
  detailsOf(photos: readonly PhotoNo[]): Promise<PhotoDetails[]>;
  /**
   * Sets favourites and tags; skips deleted photos.
   * @returns the photos that changed: undo has to reset these
   */
  mark(photos: readonly PhotoNo[], marks: Marks): Promise<PhotoNo[]>;
  /** Removes photos from the library. The user's files stay. */
  removePhotos(photos: readonly PhotoNo[]): Promise<void>;
  /** Every file in which the photos were found; of Live Photos the clips too, each after its still. */
  filesOf(photos: readonly PhotoNo[]): Promise<PhotoFile[]>;
  /**
   * Deletes exactly these files from the user's disk, permanently. A file whose bytes are no longer those of
   * its photo or clip stays, and so does a clip whose still was not deleted. The folders must have been granted
   * for writing. Photos that are in no other file leave the library.
   * @returns the outcome of each file, in the order given
   */
  deleteFiles(files: readonly PhotoFile[]): Promise<Deletion[]>;
}

/** Storage for the page's search. */
export interface SearchVerbs {
  changeSearches(change: SearchChange): Promise<void>;
  /** What the next two stored for a text encoder; null unless under the same fingerprint. */
  backgroundOf(encoder: EncoderId, print: string): Promise<StoredBackground | null>;
  /** Stores a text encoder's vectors of the background queries for later sessions. */
  keepBackground(encoder: EncoderId, print: string, vectors: Float32Array<ArrayBuffer>): Promise<void>;
  /** Stores how photos score on these vectors, beside them. */
  keepMeasured(encoder: EncoderId, print: string, measured: StoredBackground['measured']): Promise<void>;
  /** Keeps what a text encoder took on each backend, and why one is not used: the fastest is from now on, else WASM. */
  noteTextBackends(
    encoder: EncoderId,
    timings: BackendChoice['timings'],
    refused: BackendChoice['refused'],
  ): Promise<void>;
}
