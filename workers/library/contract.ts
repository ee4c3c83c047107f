/**
 * What the library worker offers, and the events it posts. It is the only writer of photos, searches, boxes
 * and the library's settings; the models worker writes the files of models.
 */

import type { ProblemCode } from '#core/errors';
import type { IndexTrouble } from '#core/folder-index';
import type { Judgement } from '#core/judging';
import type { FaceKey, PersonId } from '#core/people';
import type {
  FailedPhoto,
  Indexing,
  LeaveOut,
  Marks,
  Photo,
  PhotoCard,
  PhotoNo,
  Rest,
  Source,
  SourceId,
} from '#core/photo';
import type { PickedParts } from '#core/picked-file';
import type { Searches, StoredQuery } from '#core/searches';
import type { Backend, Choice, ChoicesHere, EncoderId, Pace, SpaceId, Timing } from '#core/space';
import type { WordLine } from '#core/words';
import type { Topic } from '#workers/shared/channel';

/** A source as the interface shows it. */
export interface SourceState extends Source {
  photos: number;
  /** The user must grant the folder again before the browser lets it be read. */
  locked: boolean;
  /** Photos that are in no folder any more: those to be offered for removal, and those still looked for. */
  missing: number;
  awaited: number;
  /** Photos that the user leaves out. */
  hidden: number;
}

/** A subfolder of a source. */
export interface Subfolder {
  path: string;
  /** Photos and waiting files in it and below. */
  photos: number;
  /** Itself, or a folder above it. */
  leftOut: boolean;
}

export interface LibrarySnapshot {
  photos: PhotoCard[];
  failed: FailedPhoto[];
  sources: SourceState[];
  indexing: Indexing;
  backends: BackendChoice[];
  choices: ChoicesHere;
  searches: Searches;
  boxes: BoxState[];
  /** The browser stores nothing: the library is gone with this tab, and other tabs have their own. */
  inMemory: boolean;
}

/** What was measured of one image encoder on this device, and the backend that follows from it. */
export interface BackendChoice {
  encoder: EncoderId;
  /** In use. */
  backend: Backend;
  /** The user's override; null if the measurement chooses. */
  wanted: Backend | null;
  /** Milliseconds a picture over ten runs, by backend. */
  timings: Partial<Record<Backend, Timing>>;
  /** Why a backend is not used: it could not be opened, failed the self-test, or failed twice in a row. */
  refused: Partial<Record<Backend, string>>;
  /** What indexing has seen, by backend: noted at the end of a run, and now and then before. */
  paces?: Partial<Record<Backend, Pace>>;
}

/** Random, generated when the box is added. */
export type BoxId = string;

/** Time of a batch by stage, milliseconds a picture; medians of the last batches. */
export interface BoxLatency {
  /** On the network in both directions, sealing included. */
  link: number;
  /** Queued at the box. */
  queue: number;
  /** In the box's encoder. */
  encoder: number;
}

/** Processor and memory use as the box reports it, agent and encoder process together. */
export interface BoxUsage {
  /** Fraction of all its cores since the last request, 0..1. */
  cpu: number;
  cores: number;
  /** Bytes. */
  memory: number;
}

/** A box as the interface shows it. */
export interface BoxState {
  id: BoxId;
  name: string;
  /** For display, "host:port". Its components follow, see `Address` in core/protocol/pairing. */
  address: string;
  /** TLS (wss) below the bridge's own seal. */
  secure: boolean;
  host: string;
  port: number;
  enabled: boolean;
  /**
   * `off`: not connected, because there is nothing to encode or the user disabled it. `ready`: connected and
   * checked. `waiting`: lost or unreachable, retried automatically. `refused`: retried when the user asks for
   * it or, if its vectors or its space were the reason, for another encoder.
   */
  state: 'off' | 'connecting' | 'ready' | 'working' | 'waiting' | 'refused';
  /** Why it is waiting or refused. */
  problem: ProblemCode | null;
  /** Its space, hex SHA-256 of its model, and what runs it; null before the first connection. */
  space: SpaceId | null;
  model: string | null;
  backend: string | null;
  /** Measured pictures a second; null before the first measurement. */
  perSecond: number | null;
  latency: BoxLatency | null;
  load: BoxUsage | null;
  /** Photos it has encoded since this tab opened the library. */
  encoded: number;
}

/** Benchmark of a box: prepared pixels, with several batches in flight. */
export interface BoxTiming {
  backend: string;
  space: SpaceId;
  /** Milliseconds a picture in its encoder alone, over the batches. */
  encoder: Timing;
  /** Pictures a second, end to end. */
  perSecond: number;
  latency: BoxLatency;
  load: BoxUsage;
}

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

/** Operations on sources and failed files. */
export interface SourceVerbs {
  /** Queues files picked one by one; their bytes are kept until they are indexed, up to `MOST_COPIED`. */
  addFiles(files: PickedParts): Promise<void>;
  /**
   * Queues a folder that can be read again later, but for what is left out (`sources/left-out.ts`). Resolves
   * when it has been walked.
   * @returns paths of subfolders and files that cannot be read, with the folder's name; the rest is queued
   */
  addFolder(folder: FileSystemDirectoryHandle): Promise<string[]>;
  /**
   * The same for a folder that cannot be read again (browsers without File System Access).
   * @param unread paths inside it that the page could not read
   */
  addFolderFiles(name: string, files: PickedParts, unread?: readonly string[]): Promise<string[]>;
  /** @throws Problem `network` */
  addSamples(): Promise<void>;
  /**
   * Scans every readable folder again, and retries an indexing run that could not go on.
   * @returns number of new or changed files that were queued, without likely clips of Live Photos; and what cannot be
   *   read, as of `addFolder`, among it folders that are gone as a whole
   */
  rescan(): Promise<{ found: number; unread: string[] }>;
  /**
   * Resolves when the look that opening the library begins is over.
   * @returns what cannot be read, as of `addFolder`, and could be at the last look: so each is named once
   */
  unreadAtOpening(): Promise<string[]>;
  /** Resolves when looks at folders have brought new photos and all of them are in, each time with those. */
  foundPhotos(): Promise<PhotoNo[]>;
  /**
   * Photos all of whose files are gone from their folders. No view shows them.
   * @param offered whether only those that are offered for removal, not those that the user keeps looking for
   */
  missingPhotos(offered?: boolean): Promise<PhotoNo[]>;
  /** Stops offering them. Each is back in the views when one of its files is. */
  keepLooking(): Promise<void>;
  /** Subfolders of a source, each after the folder that it is in. */
  subfolders(source: SourceId): Promise<Subfolder[]>;
  /**
   * Leaves a subfolder of a source out, with everything below it, or takes it in again. Its photos leave the
   * views at once, and keep what the user has made of them.
   */
  leaveFolderOut(source: SourceId, path: string, out: boolean): Promise<void>;
  /** Kinds of pictures that are left out. */
  kindsLeftOut(): Promise<LeaveOut>;
  leaveKindsOut(kinds: LeaveOut): Promise<void>;
  /** Removes the source and every photo that is in no other source. The user's files stay. */
  removeSource(source: SourceId): Promise<void>;
  /** Queues the failed files again whose bytes are still available. */
  retryFailed(): Promise<void>;
  dismissFailed(): Promise<void>;
}

/** What is encoded, and with what. */
export interface IndexingVerbs {
  /**
   * Changes the space or the build of its image encoder. Another build of the same space takes over at
   * once; another space is filled in the background first, and search answers from the old one until
   * then. Choosing the active space again cancels the change.
   * @throws Problem `model-unsupported` if there is no such encoder
   */
  choose(choice: Choice): Promise<void>;
  /** Overrides the measurement of backends for an image encoder, or (null) measures again. */
  chooseBackend(encoder: EncoderId, backend: Backend | null): Promise<void>;
  pause(): Promise<void>;
  /** Also ends a rest. */
  resume(): Promise<void>;
  /** Pauses in this tab while the device has to rest, and goes on by itself (null). */
  rest(why: Rest | null): Promise<void>;
  /**
   * Embeds a picture in the space in use, without adding it to the library.
   * @returns a unit-length vector
   * @throws Problem with the reason if it cannot be decoded or encoded
   */
  embed(file: Blob): Promise<Float32Array<ArrayBuffer>>;
}

export interface BoxVerbs {
  /**
   * Connects to the box of a pairing text, checks it, and stores it. It replaces a box of the same address.
   * @throws Problem `bad-address`, `box-unreachable`, `box-refused`, `box-version`, `box-differs`,
   *   `box-failed`. A box of another space is stored, as `refused` with `box-space`, because the user may change to
   *   its space. Before the model's description has arrived the box is stored unchecked, and checked when there is work
   */
  addBox(pairing: string): Promise<BoxState>;
  /** Connects to it now, whatever failed before; the result is posted as its state. */
  tryBox(id: BoxId): Promise<void>;
  enableBox(id: BoxId, on: boolean): Promise<void>;
  removeBox(id: BoxId): Promise<void>;
  /**
   * @throws Problem why it cannot be connected; `box-unreachable` if it is not paired or the connection is
   *   lost, `box-failed` if it fails at a batch
   */
  measureBox(id: BoxId): Promise<BoxTiming>;
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

/** How far something is that is looked for in every photo, in the background. */
export interface BackgroundState {
  /**
   * `off`: nothing is looked for, and nothing that was found is kept. `waiting`: until the indexing is done or goes on,
   * or in another tab. `unable`: see `problem`; it goes on when that may be over.
   */
  state: 'off' | 'reading' | 'waiting' | 'paused' | 'done' | 'unable';
  /** Photos in view that were looked at, and all in view. */
  read: number;
  total: number;
  problem: ProblemCode | null;
}

export type WordsState = BackgroundState;

/** Words in photos. */
export interface WordsVerbs {
  words(): Promise<WordsState>;
  /** Begins to read the words in all photos, or ends that and forgets what was read. */
  readWords(on: boolean): Promise<void>;
  /** Until `readWords`, or this with false. */
  pauseWords(paused: boolean): Promise<void>;
  /** Returns the lines of a photo, from top to bottom; null if it was not read. */
  wordsIn(photo: PhotoNo): Promise<readonly WordLine[] | null>;
}

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
  facesIn(photo: PhotoNo): Promise<{ key: FaceKey; person: PersonId | null; name: string }[] | null>;
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

/** Storage for the page's search. */
interface SearchVerbs {
  changeSearches(change: SearchChange): Promise<void>;
  /** The vectors that `keepBackground` stored for a text encoder; null unless under the same fingerprint. */
  backgroundOf(encoder: EncoderId, print: string): Promise<Float32Array<ArrayBuffer> | null>;
  /** Stores a text encoder's vectors of the background queries for later sessions. */
  keepBackground(encoder: EncoderId, print: string, vectors: Float32Array<ArrayBuffer>): Promise<void>;
}

/** How reading a backup ended; `full`: the disk is. All photos up to there are in the library. */
export interface Restored {
  ending: 'whole' | 'short' | 'damaged' | 'foreign' | 'newer' | 'full' | 'stopped';
  /** Photos of the file; those that were new here, and known ones that gained something. */
  photos: number;
  fresh: number;
  joined: number;
  /** Photos that got words, and those whose words were left out because none are read here. */
  words: number;
  unwanted: number;
  /** Saved searches that were added. */
  searches: number;
  /** Records of kinds that only a later version knows. */
  skipped: number;
  /** Preferences that the page is to take over; null if none. */
  page: Record<string, string> | null;
}

type Share = (done: number, total: number) => void;

/** The library as one file; see `backup/README.md`. One runs at a time. */
export interface BackupVerbs {
  /**
   * Writes the library into a file or, without one, returns it.
   * @param options `page`: preferences that the user has chosen in this browser
   * @returns null if it was stopped: then the file is as before
   */
  writeBackup(
    into: FileSystemFileHandle | null,
    options: { previews: boolean; page: Record<string, string> },
    share: Share,
  ): Promise<{ photos: number; file: Blob | null } | null>;
  /** Merges a backup into the library. `settings`: its settings also replace those that were chosen here. */
  readBackup(file: Blob, options: { settings: boolean }, share: Share): Promise<Restored>;
  stopBackup(): Promise<void>;
}

/** The index that a granted folder keeps in itself, so that another computer with the same disk searches at once. */
export interface FolderIndexState {
  source: SourceId;
  /** The last writing: when, milliseconds since 1970; how many photos; its size. Null before the first. */
  written: { at: number; photos: number; bytes: number } | null;
  /** Something has changed that it does not have. */
  stale: boolean;
  writing: { done: number; total: number } | null;
  /** Why it could not be written last. */
  trouble: IndexTrouble | null;
}

/** See `folder-index/README.md`. */
export interface FolderIndexVerbs {
  /** Of the folders that keep one. */
  folderIndexes(): Promise<FolderIndexState[]>;
  /**
   * Writes the index of a granted folder, and again after changes; or ends that and deletes it. The folder must have been
   * granted for writing.
   * @returns why the first writing failed, and then none is kept; or why the file could not be deleted
   */
  keepFolderIndex(source: SourceId, on: boolean): Promise<IndexTrouble | null>;
  /** Writes it now. @returns why that failed */
  writeFolderIndex(source: SourceId): Promise<IndexTrouble | null>;
  /** Resolves when photos have come with the index of a folder, each time with how many, by the folder's name. */
  cameWithIndex(): Promise<{ name: string; photos: number }[]>;
}

export interface LibraryWorker
  extends SourceVerbs,
    IndexingVerbs,
    BoxVerbs,
    PhotoVerbs,
    SearchVerbs,
    WordsVerbs,
    PeopleVerbs,
    BackupVerbs,
    FolderIndexVerbs {
  /**
   * Opens the library and resumes indexing.
   * @param blocked called if this, or `erase`, must wait until another tab closes the library; says which
   * @param crashes times in a row that the browser closed this tab while it indexed
   * @throws Problem `newer-library`, `no-storage`
   */
  open(blocked: (why: ProblemCode) => void, crashes?: number): Promise<LibrarySnapshot>;
  /** Deletes the whole library and its settings. The user's files stay. */
  erase(): Promise<void>;
}

/**
 * Every change is posted here, to the page, to search and to other tabs alike. Raise the version whenever an
 * earlier build would misread an event: if a type or field is removed, renamed, or changes its meaning. A new
 * type of event, or a new field that may be ignored, needs no new version.
 */
export const LIBRARY_EVENTS: Topic<LibraryEvent> = { name: 'mitsuke-library', version: 2 };

export type LibraryEvent =
  /** What the views gain and lose. A photo that was removed comes again if a file of it is back. */
  | { type: 'photos'; added: PhotoCard[]; removed: PhotoNo[] }
  /** New photos of files that looks at folders found, at the end of their run. */
  | { type: 'found'; photos: PhotoNo[] }
  /** Photos of the library that got an embedding in a space, where they had none. */
  | { type: 'encoded'; space: SpaceId; photos: PhotoNo[] }
  /** Photos whose favourites, tags, names or clips changed, in their new state. */
  | { type: 'marked'; photos: PhotoCard[] }
  /** `all`: the complete list; otherwise an addition to the known ones. */
  | { type: 'failed'; failed: FailedPhoto[]; all?: boolean }
  | { type: 'sources'; sources: SourceState[] }
  | { type: 'indexing'; indexing: Indexing }
  | { type: 'choices'; choices: ChoicesHere }
  | { type: 'searches'; searches: Searches }
  /** A backend was measured, chosen, or given up. */
  | { type: 'backend'; choice: BackendChoice }
  /** All boxes in their present state. */
  | { type: 'boxes'; boxes: BoxState[] }
  /** How far the reading of words is, told by the tab that reads or was asked to. */
  | { type: 'words'; words: WordsState }
  /** Photos in which words were read; null if all words were forgotten. */
  | { type: 'read'; photos: PhotoNo[] | null }
  /** How far the looking for faces is, told as `words` is. */
  | { type: 'people'; people: BackgroundState }
  /** Faces were found, or people changed; `forgotten`: all of it was deleted. */
  | { type: 'faces'; forgotten: boolean }
  /** Of all folders that keep an index, told by the tab that writes. */
  | { type: 'folderIndexes'; indexes: FolderIndexState[] }
  /** The user paused in some tab: the tab that indexes stops. */
  | { type: 'paused' }
  | { type: 'erased' };
