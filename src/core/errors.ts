/**
 * The one family of errors. A problem has a code, which the interface turns into words in the
 * user's language (what happened, what is safe, what to do), and a detail for engineers.
 */

const PROBLEM_CODES = [
  /** The file has no bytes. */
  'empty-file',
  /** The bytes are not of a picture format that Mitsuke knows, whatever the name says. */
  'not-a-picture',
  /** The format is known, but the bytes are cut short or broken. */
  'damaged',
  /** A picture format that neither this browser nor the app can decode. */
  'unsupported',
  /** A video of a codec that this browser does not decode. */
  'codec-missing',
  /** The app's own decoder of the format cannot be fetched now. */
  'decoder-missing',
  /** More pixels than this browser can hold. */
  'too-large',
  /** The original is no longer where it was, and no copy of it was kept. */
  'source-gone',
  /** The file has other bytes now than when it came into the library. */
  'file-changed',
  /** The browser no longer lets us read the folder until the user agrees again. */
  'permission-lost',
  /** The disk, or the share of it that the browser grants, is full. */
  'disk-full',
  /** A file of the app or of a model could not be fetched. */
  'network',
  /** A file of the app has other bytes than this version's, even fetched again; it was not run. */
  'app-damaged',
  /** A model file is not the one in the catalogue: wrong size or wrong hash. */
  'model-damaged',
  /** The embeddings of an 8-bit build made on this device differ too much from those of its source. */
  'build-differs',
  /** A model uses something this version does not know. */
  'model-unsupported',
  /** The files of the encoder in use are not here (yet). */
  'model-missing',
  /** What the user typed is not an address that the app may connect to. */
  'bad-address',
  /** An encoder failed, or returned something that is not an embedding. */
  'encoder-failed',
  /** Nothing answers at the box's address, or the connection to it was lost. */
  'box-unreachable',
  /** The box does not accept the key or this site's origin, or could not prove that it holds the key. */
  'box-refused',
  /** Box and page have no version of the protocol in common. */
  'box-version',
  /** The box encodes into another space than the model in use. */
  'box-space',
  /** The box's vectors of the golden pictures are not those of this device. */
  'box-differs',
  /** The box reported a failure, or broke the protocol. */
  'box-failed',
  /** The library was written by a newer version of Mitsuke. */
  'newer-library',
  /** The browser's storage fails. (Where there is none, the library is in memory.) */
  'no-storage',
  'unknown',
] as const;

/** Codes that are told, and never thrown: they need no list at run time. */
type ToldCode =
  /** Another tab holds the library open with an older version; it is opened as soon as that tab lets go. */
  | 'library-blocked'
  /** The browser does not answer for the library; it is opened as soon as it does. */
  | 'read-blocked'
  /** Another tab holds the library open; it is deleted as soon as that tab lets go. */
  | 'erase-blocked'
  /** Another page shows the app inside itself. */
  | 'framed'
  /** The browser lacks what no app of this kind can do without. */
  | 'browser-too-old';

export type ProblemCode = (typeof PROBLEM_CODES)[number] | ToldCode;

/**
 * An error with a code. The code is also the `name`, because name and message are all that
 * survives the way from a worker to the page.
 */
export class Problem extends Error {
  constructor(code: ProblemCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = code;
  }

  get code(): ProblemCode {
    return problemCode(this);
  }
}

/** The code of anything that was thrown, also on the far side of a worker boundary. */
export function problemCode(thrown: unknown): ProblemCode {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return 'disk-full';
  return PROBLEM_CODES.find((code) => code === name) ?? 'unknown';
}

/** What was thrown, as a `Problem`. If it was not one, it becomes the cause of a new one. */
export function asProblem(thrown: unknown, otherwise: ProblemCode = 'unknown'): Problem {
  if (thrown instanceof Problem) return thrown;
  const code = problemCode(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem(code === 'unknown' ? otherwise : code, detail, { cause: thrown });
}
