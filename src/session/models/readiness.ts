/** Derives the progress of the model in use and of the offline copy of the app. */

import { computed, type ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import { bytesOf, type Choice, type ImageEntry, type Space, type TextEntry } from '#core/space';
import type { Presence, Presences } from '#workers/models/contract';
import type { OfflineState } from '../shell/contract';
import type { Readiness } from './contract';

export interface ReadinessParts {
  /** False until the presences are known. */
  known: ReadonlySignal<boolean>;
  presences: ReadonlySignal<Presences>;
  active: ReadonlySignal<{ choice: Choice; space: Space | undefined }>;
  /** State of the service worker. */
  offline: ReadonlySignal<OfflineState>;
  /** Why the indexing cannot continue. */
  indexingProblem: ReadonlySignal<ProblemCode | null>;
}

export function readinessOf(parts: ReadinessParts): ReadonlySignal<Readiness> {
  return computed<Readiness>(() => {
    const { choice, space } = parts.active.value;
    const needed = neededOf(choice, space, parts.presences.value);
    const presences = needed.map(({ id }) => parts.presences.value[id]);
    const failed = presences.find((each) => each?.state === 'failed');
    const all = presences.length > 0 && presences.every((each) => each?.state === 'ready');
    const storing = all ? 'ready' : failed ? 'unavailable' : 'preparing';
    const halves = [parts.offline.value, parts.known.value ? storing : 'preparing'];
    const waiting = halves.includes('preparing') ? 'preparing' : 'ready';
    return {
      modelId: modelIdOf(choice),
      loading: loadingOf(needed, presences),
      modelProblem: failed?.state === 'failed' ? failed.problem : parts.indexingProblem.value,
      offline: halves.includes('unavailable') ? 'unavailable' : waiting,
    };
  });
}

/**
 * Returns for example "clip-b32" from "clip-b32/image/q8". Every version of the bundled model is "starter":
 * programs that drive the app rely on that word (test/README.md).
 */
function modelIdOf({ image }: Choice): string {
  const [model = image] = image.split('/');
  return model.replace(/^starter-\d+$/, 'starter');
}

/** Returns the image encoder in use, and the text encoder that is installed or nearest to it. */
export function neededOf(
  choice: Choice,
  space: Space | undefined,
  presences: Presences,
): (ImageEntry | TextEntry)[] {
  if (!space) return [];
  const rank = (presence: Presence | undefined) =>
    ['ready', 'loading', 'unconfirmed', 'failed', 'begun'].indexOf(presence?.state ?? '') + 1 || 9;
  const [text] = [...space.texts].sort((a, b) => rank(presences[a.id]) - rank(presences[b.id]));
  const image = space.images.find(({ id }) => id === choice.image);
  return [image, text].filter((each) => each !== undefined);
}

function loadingOf(
  encoders: readonly (ImageEntry | TextEntry)[],
  presences: readonly (Presence | undefined)[],
): Readiness['loading'] {
  if (!presences.some((each) => each?.state === 'loading')) return null;
  let loaded = 0;
  presences.forEach((each, i) => {
    if (each?.state === 'loading') loaded += each.loaded;
    if (each?.state === 'ready') loaded += bytesOf(encoders.slice(i, i + 1));
  });
  return { loaded, total: Math.max(loaded, bytesOf(encoders)) };
}
