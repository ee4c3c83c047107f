/**
 * The report that a user sends to whoever looks after the app: what the browser and the device are, and in what state
 * the app is. In English, for engineers. It has counts and codes alone: nothing in it was named or written by the user.
 */

import type { Boxes } from '#session/boxes/contract';
import type { Session } from '#session/contract';
import type { Library } from '#session/library/contract';
import type { Models } from '#session/models/contract';
import type { Shell, StorageUse } from '#session/shell/contract';

/** All that the report is made of. */
export interface Reported extends Pick<Session, 'language' | 'indexing' | 'photos' | 'sources'> {
  library: Pick<Library, 'failed' | 'inMemory'>;
  models: Pick<Models, 'choices' | 'readiness' | 'presences' | 'backends'>;
  boxes: Pick<Boxes, 'paired'>;
  shell: Pick<Shell, 'updateWaiting' | 'notices'>;
}

/** What the browser says of itself and its device. */
export interface Surroundings {
  userAgent: string;
  languages: readonly string[];
  /** CSS pixels, and device pixels in each. */
  screen: readonly [width: number, height: number, density: number];
  processors: number;
  /** Gigabytes, as far as the browser says; null if it says nothing. */
  memory: number | null;
  /** What it has of all that the app can use. */
  has: Readonly<Record<string, boolean>>;
  /** Name of the app's first script, which is another one in each build. */
  build: string;
}

/** @param storage null if the browser does not report it */
export function reportText(session: Reported, device: Surroundings, storage: StorageUse | null): string {
  const { library, models, boxes, shell } = session;
  const { problem, ...indexing } = session.indexing.value;
  const { active, next, unknown } = models.choices.value;
  const { modelProblem, offline } = models.readiness.value;
  const [width, height, density] = device.screen;
  const has = Object.entries(device.has);
  const sources = session.sources.value;
  const here = Object.entries(models.presences.value).filter(([, { state }]) => state !== 'absent');
  return [
    `Mitsuke ${device.build}`,
    `browser: ${device.userAgent}`,
    `languages: ${device.languages.join(' ')}; interface: ${session.language.value}`,
    `screen: ${width} x ${height}, ${density} device pixels each`,
    `processors: ${device.processors}; memory: ${device.memory ?? 'unknown'} GB`,
    `has: ${names(has, true)}; has not: ${names(has, false)}`,
    `storage: ${storage ? `${megabytes(storage.bytes)} of ${megabytes(storage.quota)}, ${storage.persisted ? '' : 'not '}persistent` : 'unknown'}${library.inMemory.value ? '; library in memory' : ''}`,
    `photos: ${session.photos.value.length}; not readable: ${counted(library.failed.value.map(({ reason }) => reason))}`,
    `sources: ${counted(sources.map(({ kind, locked }) => `${kind}${locked ? ' (locked)' : ''}`))}`,
    `indexing: ${indexing.state}, ${indexing.done + indexing.failed} of ${indexing.total}${indexing.rest ? `, rests: ${indexing.rest}` : ''}; problem: ${problem ?? 'none'}`,
    `model: ${known(active.image)}${next ? `, changing to ${known(next.image)}` : ''}${unknown ? ', of a library that is not known' : ''}; problem: ${modelProblem ?? 'none'}`,
    `encoders: ${counted(here.map(([id, { state }]) => `${known(id)} ${state}`))}`,
    `backends: ${counted(models.backends.value.map(({ encoder, backend, refused }) => `${known(encoder)} ${[backend, ...Object.keys(refused).map((other) => `not ${other}`)].join(', ')}`))}`,
    `boxes: ${counted(boxes.paired.value.map(({ state, problem }) => [state, problem].filter(Boolean).join(' ')))}`,
    `without a network: ${offline}; a newer version waits: ${shell.updateWaiting.value ? 'yes' : 'no'}`,
    `messages: ${counted(shell.notices.value.map(({ problem, done }) => problem ?? done ?? ''))}`,
  ].join('\n');
}

/** Asks the browser. */
export function surroundings(): Surroundings {
  const { userAgent, languages, hardwareConcurrency } = navigator;
  const { deviceMemory = null } = navigator as { deviceMemory?: number };
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
  return {
    userAgent,
    languages,
    screen: [innerWidth, innerHeight, devicePixelRatio],
    processors: hardwareConcurrency,
    memory: deviceMemory,
    has: {
      isolation: crossOriginIsolated,
      WebGPU: 'gpu' in navigator,
      ImageDecoder: 'ImageDecoder' in globalThis,
      locks: 'locks' in navigator,
      'folder picker': 'showDirectoryPicker' in globalThis,
      'service worker': 'serviceWorker' in navigator,
    },
    build: script.split('/').at(-1)?.replace(/\.js$/, '') ?? '',
  };
}

/** The user may have named a model of their own, and its files. */
function known(id: string): string {
  return id.startsWith('own-') ? 'a model of the user’s own' : id;
}

/** "2 x damaged, too-large"; "none" of an empty list. */
function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => (count > 1 ? `${count} x ${word}` : word)).join('; ') || 'none';
}

function names(has: readonly [string, boolean][], wanted: boolean): string {
  return has.flatMap(([name, there]) => (there === wanted ? name : [])).join(', ') || 'nothing';
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
