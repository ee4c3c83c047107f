/** How far the model and the offline copy of the app are. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Model } from '#core/space';
import { MODEL_CHANNEL, type ModelProgress } from '#workers/encode/contract';
import type { Readiness } from '../ui/session';
import { startOffline } from './offline';

/**
 * @param store brings in all files of the model, as far as they are not there; may be called again
 * @param modelProblem why the model in use does not work, if it does not
 */
export function watchReadiness(
  model: Model,
  store: () => Promise<void>,
  modelProblem: () => Readiness['modelProblem'],
  installable: ReadonlySignal<boolean>,
) {
  const loading = signal<Readiness['loading']>(null);
  const storing = signal<'preparing' | 'ready' | 'unavailable'>('preparing');
  const offline = startOffline();
  const towers = new Map<string, number>();
  const total = Object.values(model.files)
    .flat()
    .reduce((sum, file) => sum + file.bytes, 0);
  const channel = new BroadcastChannel(MODEL_CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<ModelProgress>) => {
    towers.set(data.tower, data.loaded);
    loading.value = { loaded: [...towers.values()].reduce((sum, bytes) => sum + bytes, 0), total };
  };
  const bringIn = async () => {
    try {
      await store();
      storing.value = 'ready';
      channel.close();
      removeEventListener('online', bringIn);
    } catch (error) {
      console.warn('The model is not here yet:', error);
      storing.value = 'unavailable';
    }
    loading.value = null;
  };
  void bringIn();
  addEventListener('online', bringIn);
  const state = computed<Readiness>(() => {
    const parts = [offline.state.value, storing.value];
    const waiting = parts.includes('preparing') ? 'preparing' : 'ready';
    return {
      modelId: model.id,
      loading: loading.value,
      modelProblem: modelProblem(),
      offline: parts.includes('unavailable') ? 'unavailable' : waiting,
      updateWaiting: offline.updateWaiting.value,
      installable: installable.value,
    };
  });
  return { state, update: offline.update };
}
