/** Chooses the backend of an image encoder here: by self-test and measurement, or the user's override. */

import { asProblem, type ProblemCode } from '#core/errors';
import type { Backend, EncoderId, ImageEntry } from '#core/space';
import type { StoredBackends } from '#store/schema';
import { allBackends, backendsOf, changeBackends, unknownBackends } from '#store/settings';
import type { BackendChoice } from '../contract';
import { tell } from '../events';
import { type EncoderOf, type StartedEncoder, startEncoder } from './encoder-worker';

/** Problems that are not caused by the backend: another one would not help. */
const NOT_ITS_FAULT: readonly ProblemCode[] = [
  'model-missing',
  'model-damaged',
  'model-unsupported',
  'no-storage',
  'newer-library',
];

/** The code of a backend cannot be had now: WASM does its work, and nothing is noted against it. */
const UNFETCHED: readonly ProblemCode[] = ['network', 'app-damaged'];

/** Starts an encoder on a backend. */
type Start = typeof startEncoder;

export async function allChosenBackends(): Promise<BackendChoice[]> {
  return (await allBackends()).flatMap((known) => shownBackends(known) ?? []);
}

/** Sets the user's override; null forgets all measurements, so that refused backends get another chance. */
export async function wantBackend(encoder: EncoderId, backend: Backend | null): Promise<void> {
  await noteBackends(encoder, (known) => {
    if (backend === null) return unknownBackends(encoder);
    const { [backend]: _, ...refused } = known.refused;
    return { ...known, wanted: backend, used: backend, refused };
  });
}

/** Notes what a trial of a text encoder has found; see `SearchVerbs`. */
export async function noteTextBackends(
  encoder: EncoderId,
  timings: StoredBackends['timings'],
  refused: StoredBackends['refused'],
): Promise<void> {
  const isFaster = (timings.tower?.avg ?? Number.POSITIVE_INFINITY) < (timings.wasm?.avg ?? 0);
  const used = isFaster ? 'tower' : 'wasm';
  await noteBackends(encoder, (known) => ({ ...known, used, timings, refused }));
}

/**
 * Stores a change and posts the choice.
 * @returns what is known now
 */
export async function noteBackends(
  encoder: EncoderId,
  change: (known: StoredBackends) => StoredBackends,
): Promise<StoredBackends> {
  const known = await changeBackends(encoder, change);
  const choice = shownBackends(known);
  if (choice) tell({ type: 'backend', choice });
  return known;
}

/** Null before a backend was used. */
function shownBackends({ used, ...known }: StoredBackends): BackendChoice | null {
  return used && { ...known, backend: used };
}

/**
 * Opens and tests an encoder on the remembered backend. On first use, or if that one fails, it tries every
 * candidate: what fails the self-test is refused with its reason, the fastest of the others is remembered.
 * @throws Problem if no backend can run it
 */
export async function openOnBest(target: EncoderOf, start: Start = startEncoder): Promise<StartedEncoder> {
  const { id } = target.encoder;
  let known = (await backendsOf(id)) ?? unknownBackends(id);
  const remembered = [known.wanted, known.used].find((backend) => backend && !(backend in known.refused));
  if (remembered && !(remembered === known.used && isNew(target.encoder, known))) {
    try {
      // What the user wants may never have passed.
      return await start(target, remembered, known.wanted ? { expected: null } : 'before');
    } catch (error) {
      if (remembered === 'wasm' || isOneOf(NOT_ITS_FAULT, error)) throw error;
      if (isOneOf(UNFETCHED, error)) return start(target, 'wasm', { expected: null });
      const reason = asProblem(error).message;
      known = await noteBackends(id, (now) => ({
        ...now,
        refused: { ...now.refused, [remembered]: reason },
      }));
    }
  }
  return openMeasured(target, known, start);
}

/** Whether the choice was made by a version of the app that did not have a backend which every device has. */
function isNew({ backends }: ImageEntry, { wanted, timings, refused }: StoredBackends): boolean {
  return !wanted && backends.includes('tower') && !('tower' in timings) && !('tower' in refused);
}

/** @param known when the measurement began; the user may choose another backend while it runs */
async function openMeasured(target: EncoderOf, known: StoredBackends, start: Start): Promise<StartedEncoder> {
  const timings: StoredBackends['timings'] = {};
  const refused: StoredBackends['refused'] = {};
  // WASM is the reference for speed and results, so without it nothing can be opened.
  const wasm = await start(target, 'wasm', { expected: null });
  let best = wasm;
  const others = (await wasm.worker.remote.backendCandidates(target.encoder)).filter(
    (backend) => backend !== 'wasm' && !(backend in known.refused),
  );
  if (others.length > 0) timings.wasm = (await wasm.worker.remote.probe()).timing;
  for (const backend of others) {
    try {
      const other = await start(target, backend, { expected: wasm.golden });
      const { timing } = await other.worker.remote.probe();
      timings[backend] = timing;
      const faster = timing.avg < (timings[best.backend]?.avg ?? 0);
      const [winner, loser] = faster || known.wanted === backend ? [other, best] : [best, other];
      loser.worker.end();
      best = winner;
    } catch (error) {
      // Nothing is noted, so that the next opening measures it.
      if (isOneOf(UNFETCHED, error)) return best;
      refused[backend] = asProblem(error).message;
    }
  }
  await noteBackends(target.encoder.id, (now) => ({
    ...now,
    used: now.wanted === known.wanted ? best.backend : now.used,
    timings: { ...now.timings, ...timings },
    refused: { ...now.refused, ...refused },
  }));
  return best;
}

function isOneOf(problems: readonly ProblemCode[], error: unknown): boolean {
  return problems.includes(asProblem(error).code);
}
