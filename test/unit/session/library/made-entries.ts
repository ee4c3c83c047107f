/**
 * Entries of a drop, in a browser without folder handles. Tests cannot make the browser's own, and reading uses these
 * members alone, hence the casts.
 */

export const LOCKED = new DOMException('Not yours.', 'NotReadableError');

/** How many entries a reader gives at a time. */
const SOME = 100;

/** What has been asked of entries and not been answered yet, and the most that it was. */
export class Asked {
  most = 0;
  private now = 0;

  /** Answers in a task of its own, as browsers do. */
  answer(give: () => void): void {
    this.most = Math.max(this.most, ++this.now);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      this.now--;
      port1.close();
      give();
    };
    port2.postMessage(null);
  }
}

/** @param locked whether its bytes cannot be read */
export function madeFile(name: string, locked = false, asked = new Asked()): FileSystemEntry {
  const give = (found: (file: File) => void, fail: (error: DOMException) => void) =>
    asked.answer(() => (locked ? fail(LOCKED) : found(new File([name], name))));
  return { isFile: true, isDirectory: false, name, file: give } as unknown as FileSystemEntry;
}

/** @param children null if it cannot be read */
export function madeFolder(
  name: string,
  children: readonly FileSystemEntry[] | null,
  asked = new Asked(),
): FileSystemDirectoryEntry {
  const createReader = () => {
    let given = 0;
    return {
      readEntries: (found: (some: FileSystemEntry[]) => void, fail: (error: DOMException) => void) =>
        asked.answer(() => {
          if (!children) return fail(LOCKED);
          given += SOME;
          found(children.slice(given - SOME, given));
        }),
    };
  };
  return { isFile: false, isDirectory: true, name, createReader } as unknown as FileSystemDirectoryEntry;
}

/** @param paths of the files in it */
export function folderWith(name: string, paths: readonly string[]): FileSystemDirectoryEntry {
  const inside = new Map<string, string[]>();
  for (const path of paths) {
    const [step = ''] = path.split('/');
    inside.set(step, [...(inside.get(step) ?? []), path]);
  }
  const children = [...inside].map(([step, below]) => {
    const deeper = below.filter((path) => path !== step).map((path) => path.slice(step.length + 1));
    return deeper.length > 0 ? folderWith(step, deeper) : madeFile(step);
  });
  return madeFolder(name, children);
}
