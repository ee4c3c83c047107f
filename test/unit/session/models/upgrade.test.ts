/** The way from the starter to a real model: offer, download, change. */

import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { Choice, Choices, Plan } from '#core/space';
import { SPACES } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import type { DevicePace } from '#models/forecast';
import { startUpgrade } from '#session/models/upgrade';
import type { Presences } from '#workers/models/contract';
import { settled } from '../held';

const CLIP: Choice = { space: 'clip-b32', image: 'clip-b32/image/q8' };
const TEXT = 'clip-b32/text/q8';

async function page({
  ownPhotos = true,
  online = true,
  saveData = false,
  pace = { starter: 50, photo: 60, graphics: null } as DevicePace | null,
  stored = null as Plan | null,
} = {}) {
  const calls: string[] = [];
  const choices = signal<Choices>({ active: DEFAULT_CHOICE, next: null });
  const presences = signal<Presences>({});
  const plan = signal<Plan | null>(stored);
  const hasOwnPhotos = signal(ownPhotos);
  const recent = signal<readonly string[]>([]);
  const photos = signal(1000);
  const known = signal({});
  const connected = signal(online);
  const measure = vi.fn(async () => pace);
  const started = startUpgrade({
    ...{ choices, presences, plan, hasOwnPhotos, photos, known, recent },
    starter: DEFAULT_CHOICE.space,
    spaces: signal(SPACES),
    language: signal('en'),
    online: connected,
    device: async () => ({ free: null, saveData }),
    measure,
    downloadSeconds: (bytes) => bytes / 1e6,
    install: (encoder) => calls.push(`install ${encoder}`),
    cancel: (encoder) => calls.push(`cancel ${encoder}`),
    confirm: (encoder, accepted) => calls.push(`confirm ${encoder} ${accepted}`),
    choose: (choice) => {
      calls.push(`choose ${choice.space}`);
      choices.value = { ...choices.value, next: choice };
    },
    store: (next) => {
      plan.value = next;
    },
    tookOver: ({ name }) => calls.push(`took over: ${name}`),
  });
  // A page that shows the offer subscribes to both.
  started.recommendation.subscribe(() => undefined);
  started.upgrade.subscribe(() => undefined);
  await settled();
  return {
    ...started,
    calls,
    choices,
    presences,
    plan,
    hasOwnPhotos,
    photos,
    known,
    recent,
    connected,
    measure,
  };
}

test('nothing is offered before there are own photos, nor while offline', async () => {
  const { upgrade, hasOwnPhotos, connected } = await page({ ownPhotos: false, online: false });
  expect(upgrade.value).toBeNull();
  hasOwnPhotos.value = true;
  expect(upgrade.value).toBeNull();
  connected.value = true;
  await settled();
  expect(upgrade.value).toMatchObject({ state: 'offered', metered: false });
});

test('the device is measured when there is something to offer; the settings need no pace', async () => {
  const { recommendation, upgrade, hasOwnPhotos, measure } = await page({ ownPhotos: false });
  expect(recommendation.value).toMatchObject({ choice: CLIP, encoding: { seconds: null } });
  expect(measure).not.toHaveBeenCalled();
  hasOwnPhotos.value = true;
  expect(upgrade.value).toBeNull();
  await settled();
  expect(measure).toHaveBeenCalledOnce();
  expect(upgrade.value).toMatchObject({ state: 'offered', recommendation: { choice: CLIP } });
  expect(recommendation.value?.encoding.seconds).toBeGreaterThan(0);
});

test('the offer names size and duration of what is not installed yet', async () => {
  const { recommendation, presences } = await page();
  const before = recommendation.value?.bytes ?? 0;
  expect(recommendation.value).toMatchObject({ choice: CLIP, texts: [TEXT], seconds: before / 1e6 });
  presences.value = { [TEXT]: { state: 'ready' } };
  expect(recommendation.value?.bytes).toBeLessThan(before);
});

test('the offer says how long this library will take, and that it is long if nothing is faster', async () => {
  const { recommendation, photos, known } = await page();
  const before = recommendation.value?.encoding;
  expect(before).toMatchObject({ photos: 1000, isLong: false });
  photos.value = 2000;
  expect(recommendation.value?.encoding.seconds).toBeCloseTo(2 * (before?.seconds ?? Number.NaN));
  known.value = { [CLIP.image]: { wasm: 500, tower: Number.POSITIVE_INFINITY } };
  expect(recommendation.value).toMatchObject({ choice: CLIP, encoding: { seconds: 1000 } });
  photos.value = 1_000_000;
  expect(recommendation.value).toMatchObject({
    choice: { space: 'uform3-small' },
    encoding: { isLong: true },
  });
});

test('a device that could not be measured is offered a model without a time', async () => {
  const { recommendation } = await page({ pace: null });
  expect(recommendation.value).toMatchObject({ choice: CLIP, encoding: { seconds: null, isLong: false } });
});

test('a query in another language changes the recommendation', async () => {
  const { recommendation, recent } = await page();
  recent.value = ['windmill', '猫の写真'];
  expect(recommendation.value?.choice.space).not.toBe(CLIP.space);
});

test('an accepted offer is downloaded, then the library is changed, and the page is told when it took over', async () => {
  const { accept, upgrade, calls, presences, plan, choices } = await page();
  accept();
  expect(plan.value).toEqual({ state: 'accepted', choice: CLIP, texts: [TEXT] });
  expect(upgrade.value).toMatchObject({ state: 'loading', space: 'clip-b32' });
  presences.value = { [TEXT]: { state: 'ready' } };
  expect(calls).toEqual([`install ${CLIP.image}`, `install ${TEXT}`]);
  presences.value = { ...presences.value, [CLIP.image]: { state: 'ready' } };
  expect(calls.at(-1)).toBe('choose clip-b32');
  expect(plan.value).toBeNull();
  // Now the progress of the indexing shows it.
  expect(upgrade.value).toBeNull();
  choices.value = { active: CLIP, next: null };
  expect(calls.slice(3)).toEqual(['took over: CLIP ViT-B/32']);
});

test('a change that the user cancels is not begun again', async () => {
  const { accept, calls, presences, choices } = await page();
  accept();
  presences.value = { [CLIP.image]: { state: 'ready' }, [TEXT]: { state: 'ready' } };
  choices.value = { active: DEFAULT_CHOICE, next: null };
  expect(calls.filter((call) => call.startsWith('choose'))).toHaveLength(1);
  expect(calls.some((call) => call.startsWith('took over'))).toBe(false);
});

test('a plan of an earlier visit goes on', async () => {
  const { calls, presences } = await page({ stored: { state: 'accepted', choice: CLIP, texts: [TEXT] } });
  presences.value = { [CLIP.image]: { state: 'ready' }, [TEXT]: { state: 'ready' } };
  expect(calls).toEqual(['choose clip-b32']);
});

test('a failed download says why and is retried', async () => {
  const { accept, upgrade, calls, presences } = await page();
  accept();
  presences.value = {
    [CLIP.image]: { state: 'failed', problem: 'network', detail: '' },
    [TEXT]: { state: 'ready' },
  };
  expect(upgrade.value).toEqual({ state: 'failed', space: 'clip-b32', problem: 'network' });
  accept();
  expect(calls.at(-1)).toBe(`install ${CLIP.image}`);
});

test('the offer says if hashes are not published, and one press accepts the files too', async () => {
  const { accept, upgrade, calls, presences, recent } = await page();
  expect(upgrade.value).toMatchObject({ state: 'offered', unpublished: false });
  recent.value = ['猫の写真'];
  expect(upgrade.value).toMatchObject({ state: 'offered', unpublished: true });
  accept();
  const [image, text] = ['uform3-multilingual/image/q8', 'uform3-multilingual/text/q8'];
  presences.value = { [image]: { state: 'unconfirmed', pins: [] } };
  presences.value = { ...presences.value, [text]: { state: 'unconfirmed', pins: [] } };
  expect(calls.slice(2)).toEqual([`confirm ${image} true`, `confirm ${text} true`]);
  expect(upgrade.value).toMatchObject({ state: 'loading', space: 'uform3-multilingual' });
});

test('files of unknown hash that nobody accepted wait in the settings', async () => {
  const { calls, presences } = await page();
  presences.value = { [CLIP.image]: { state: 'unconfirmed', pins: [] } };
  expect(calls).toEqual([]);
});

test('declined, it is not offered again, and what was on its way stops', async () => {
  const { accept, decline, upgrade, calls, presences, plan } = await page();
  accept();
  presences.value = { [TEXT]: { state: 'ready' } };
  decline();
  expect(calls.at(-1)).toBe(`cancel ${CLIP.image}`);
  expect(plan.value).toEqual({ state: 'declined' });
  expect(upgrade.value).toBeNull();
  expect((await page({ stored: { state: 'declined' } })).upgrade.value).toBeNull();
});

test('with another model in use nothing is offered', async () => {
  const { upgrade, choices } = await page();
  choices.value = { active: CLIP, next: null };
  expect(upgrade.value).toBeNull();
});

test('a metered connection is named', async () => {
  const { upgrade } = await page({ saveData: true });
  expect(upgrade.value).toMatchObject({ state: 'offered', metered: true });
});
