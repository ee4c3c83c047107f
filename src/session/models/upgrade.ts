/**
 * From the starter to a real model: offers one once there are photos of the user's own, downloads it when the
 * offer is accepted, and then has the library changed to it. Search goes on meanwhile. The accepted offer is
 * stored, so a reload goes on with it; a declined one is stored too, and never comes back by itself. One press is
 * enough: the offer says if the hashes of the files are not published, so accepting it accepts them as they come.
 */

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { languageOf } from '#core/language';
import {
  type Choice,
  type Choices,
  type EncoderId,
  type Plan,
  publishedBytes,
  type Space,
  type SpaceId,
} from '#core/space';
import type { Presence, Presences } from '#workers/models/contract';
import { onceAsked } from '../once';
import type { Recommendation, Upgrade } from './contract';
import { BEARABLE_SECONDS, recommendedFor, type Situation } from './recommending';

type Accepted = Extract<Plan, { state: 'accepted' }>;
/** The part of a situation that is read once a visit, so that the offer does not change under the user's eyes. */
type Device = Pick<Situation, 'free' | 'saveData'>;

export interface UpgradeParts {
  /** The model that a new library begins with. */
  starter: SpaceId;
  spaces: ReadonlySignal<readonly Space[]>;
  presences: ReadonlySignal<Presences>;
  choices: ReadonlySignal<Choices>;
  plan: ReadonlySignal<Plan | null>;
  /** Whether the library holds photos that are not samples. */
  hasOwnPhotos: ReadonlySignal<boolean>;
  language: ReadonlySignal<string>;
  /** Photos of the library, those that wait to be indexed included. */
  photos: ReadonlySignal<number>;
  /** What encoders that have been at work here took. */
  known: ReadonlySignal<Situation['known']>;
  /** Texts of recent queries. */
  recent: ReadonlySignal<readonly string[]>;
  online: ReadonlySignal<boolean>;
  /** Reads the device; never rejects. */
  device(): Promise<Device>;
  /** Measures it; never rejects. */
  measure(): Promise<Situation['pace']>;
  /** Estimated seconds of a download; null without an estimate. */
  downloadSeconds(bytes: number): number | null;
  install(encoder: EncoderId): void;
  cancel(encoder: EncoderId): void;
  confirm(encoder: EncoderId, accepted: boolean): void;
  choose(choice: Choice): void;
  /** Stores the plan; null deletes it. */
  store(plan: Plan | null): void;
  /** Called when a space that was being filled has become the one in use. */
  tookOver(space: Space): void;
}

export function startUpgrade(parts: UpgradeParts) {
  const { spaces, presences, choices, plan, hasOwnPhotos, photos, known, language, recent, online } = parts;
  const device = signal<Device | null>(null);
  /** Undefined until it was measured. */
  const pace = signal<Situation['pace'] | undefined>(undefined);
  const onStarter = computed(
    () => choices.value.active.space === parts.starter && choices.value.next === null,
  );
  const languages = computed(() => {
    const asked = recent.value.map((text) => languageOf(text, language.value));
    return [...new Set([language.value, ...asked.filter((tag) => tag !== null)])];
  });
  const askDevice = onceAsked(async () => {
    device.value = await parts.device();
  });
  /** Not at every start, which would wake the graphics processor for nothing. */
  const askPace = onceAsked(async () => {
    pace.value = await parts.measure();
  });
  /** Before there is something to offer it needs no pace: then the settings have it at once, and nothing moves there. */
  const recommendation = computed<Recommendation | null>(() => {
    if (device.value === null) {
      void askDevice();
      return null;
    }
    const needed = recommendedFor(spaces.value, {
      ...device.value,
      pace: pace.value ?? null,
      ...{ languages: languages.value, photos: photos.value, known: known.value },
    });
    if (!needed) return null;
    const { space, image, texts, seconds } = needed;
    const missing = [image, ...texts].filter(({ id }) => presences.value[id]?.state !== 'ready');
    const bytes = publishedBytes(space, missing);
    return {
      choice: { space: space.id, image: image.id },
      texts: texts.map(({ id }) => id),
      bytes,
      seconds: bytes === null ? null : parts.downloadSeconds(bytes),
      encoding: { photos: photos.value, seconds, isLong: (seconds ?? 0) > BEARABLE_SECONDS },
    };
  });
  const upgrade = computed<Upgrade | null>(() => {
    if (!onStarter.value || !hasOwnPhotos.value) return null;
    const stored = plan.value;
    if (stored?.state === 'declined') return null;
    if (stored) return progressOf(stored, presences.value);
    if (!online.value) return null;
    if (pace.value === undefined) void askPace();
    if (!recommendation.value || pace.value === undefined) return null;
    return {
      state: 'offered',
      recommendation: recommendation.value,
      metered: device.value?.saveData ?? false,
      unpublished: isUnpublished(recommendation.value, spaces.value),
    };
  });

  effect(() => {
    const stored = plan.value;
    if (stored?.state !== 'accepted' || !isReady(stored, presences.value)) return;
    // From here on the library has the choice. The plan would only repeat it, also after a cancellation.
    if (onStarter.value) parts.choose(stored.choice);
    parts.store(null);
  });

  /** Confirmed in this visit: an encoder's presence lags behind. */
  const confirmed = new Set<EncoderId>();
  effect(() => {
    const stored = plan.value;
    if (stored?.state !== 'accepted') return;
    for (const id of encodersOf(stored)) {
      if (presences.value[id]?.state !== 'unconfirmed') confirmed.delete(id);
      else if (!confirmed.has(id)) {
        confirmed.add(id);
        parts.confirm(id, true);
      }
    }
  });

  let filling: string | null = null;
  effect(() => {
    const { active, next } = choices.value;
    const space = spaces.peek().find(({ id }) => id === active.space);
    if (filling === active.space && space) parts.tookOver(space);
    filling = next?.space ?? null;
  });

  const goOn = (accepted: Accepted) => {
    for (const id of encodersOf(accepted)) {
      const state = presences.peek()[id]?.state ?? 'absent';
      if (state === 'absent' || state === 'begun' || state === 'failed') parts.install(id);
    }
  };
  return {
    recommendation,
    upgrade,
    /** Accepts the offer, files of unknown hash included; retries a failed download. */
    accept() {
      const stored = plan.peek();
      const offered = recommendation.peek();
      if (stored?.state === 'accepted') return goOn(stored);
      if (!offered) return;
      const accepted: Accepted = { state: 'accepted', choice: offered.choice, texts: [...offered.texts] };
      parts.store(accepted);
      goOn(accepted);
    },
    decline() {
      const stored = plan.peek();
      parts.store({ state: 'declined' });
      if (stored?.state !== 'accepted') return;
      for (const id of encodersOf(stored)) if (presences.peek()[id]?.state !== 'ready') parts.cancel(id);
    },
  };
}

function encodersOf({ choice, texts }: Accepted): EncoderId[] {
  return [choice.image, ...texts];
}

function isReady(plan: Accepted, presences: Presences): boolean {
  return encodersOf(plan).every((id) => presences[id]?.state === 'ready');
}

/** Returns how far an accepted plan is, which is not ready yet. */
function progressOf(plan: Accepted, presences: Presences): Upgrade {
  const { space } = plan.choice;
  const all = encodersOf(plan).map((id): Presence => presences[id] ?? { state: 'absent' });
  const failed = all.find((presence) => presence.state === 'failed');
  if (failed?.state === 'failed') return { state: 'failed', space, problem: failed.problem };
  return { state: 'loading', space, encoders: encodersOf(plan) };
}

/** Returns whether the hash of one of the files is not published. */
function isUnpublished({ choice, texts }: Recommendation, spaces: readonly Space[]): boolean {
  const space = spaces.find(({ id }) => id === choice.space);
  const encoders = [...(space?.images ?? []), ...(space?.texts ?? [])];
  return encoders
    .filter(({ id }) => id === choice.image || texts.includes(id))
    .some(({ files }) => files.some(({ sha256 }) => sha256 === null));
}
