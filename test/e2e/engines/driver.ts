/** What the tests of engines need of a browser, whatever protocol drives it: one tab, hands, files and downloads. */

/** Keys beside letters, as WebDriver names them (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
export const KEYS = { Backspace: '\uE003', Enter: '\uE007', Escape: '\uE00C' } as const;
/** The key under which WebDriver hands out elements (https://www.w3.org/TR/webdriver2/#elements). */
export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Key = keyof typeof KEYS;

export interface Driver {
  /** Name and version, as the browser says. */
  readonly browser: string;
  /** Folder in which the browser saves downloads. */
  readonly downloads: string;
  /** Loads an address and waits until its document is complete. */
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /**
   * Runs a function in the page, which must not refer to anything outside of itself.
   * @param argument and the result are copied as JSON
   * @throws whatever the function throws, as text
   */
  evaluate<Result, Argument>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Clicks with the mouse. @param x, y CSS pixels from the top left of the window */
  click(x: number, y: number): Promise<void>;
  /** Types into the element with the focus, letter by letter. */
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** Chooses files in a file input, also a hidden one. @param paths absolute */
  choose(selector: string, paths: readonly string[]): Promise<void>;
  /** Chooses a folder in a folder input, in the way that the browser offers. @param path absolute; it has files alone */
  chooseFolder(selector: string, path: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** What the page, and as far as the browser tells its workers, wrote to the console. */
  log(): readonly string[];
  /** Ends the browser and deletes its profile. */
  close(): Promise<void>;
}

/** A function of a page as the source of one that takes and returns JSON. */
export function asSource(work: (argument: never) => unknown): string {
  return `async (text) => JSON.stringify({ value: await (${work})(JSON.parse(text)) })`;
}

export function fromJson<Result>(text: string): Result {
  return (JSON.parse(text) as { value: Result }).value;
}

/** The script that runs a function in the page by WebDriver's "execute async script", with its argument as JSON. */
export function asScript(work: (argument: never) => unknown): string {
  return `const done = arguments[1];
    (${asSource(work)})(arguments[0]).then(
      (text) => done({ text }),
      (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }),
    );`;
}

/** @throws whatever the function of the script threw, as text */
export function fromScript<Result>({ text, error }: { text?: string; error?: string }): Result {
  if (text === undefined) throw new Error(error);
  return fromJson(text);
}
