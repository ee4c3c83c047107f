/** Tells everybody: this tab's page, its search worker, and the same parts of other tabs. */

import { MODELS_CHANNEL, type ModelsEvent } from '#workers/models/contract';
import { LIBRARY_CHANNEL, type LibraryEvent } from './contract';

const channel = new BroadcastChannel(LIBRARY_CHANNEL);

export function tell(event: LibraryEvent): void {
  channel.postMessage(event);
}

/** Hears what the library workers of other tabs tell; never its own words. */
export function hearOthers(listener: (event: LibraryEvent) => void): void {
  channel.addEventListener('message', ({ data }: MessageEvent<LibraryEvent>) => listener(data));
}

export function hearModels(listener: (event: ModelsEvent) => void): void {
  new BroadcastChannel(MODELS_CHANNEL).onmessage = ({ data }: MessageEvent<ModelsEvent>) => listener(data);
}
