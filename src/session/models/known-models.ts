/** The page's view of the models: a snapshot at the start, kept up to date by events. */

import { batch, signal } from '@preact/signals';
import type { Plan, Space } from '#core/space';
import type { ModelsEvent, ModelsSnapshot, Presences } from '#workers/models/contract';
import { type EventChannel, followFromSnapshot } from '#workers/shared/channel';

export class KnownModels {
  readonly spaces = signal<readonly Space[]>([]);
  readonly presences = signal<Presences>({});
  /** Whether the snapshot has arrived. */
  readonly known = signal(false);
  readonly mirror = signal<string | null>(null);
  readonly plan = signal<Plan | null>(null);
  readonly opened: Promise<void>;
  private catalogue: readonly Space[] = [];

  constructor(channel: Pick<EventChannel<ModelsEvent>, 'hear'>, snapshot: Promise<ModelsSnapshot>) {
    const begin = followFromSnapshot(channel, (event) => this.follow(event));
    this.opened = snapshot.then(({ catalogue, own, presences, mirror, plan }) => {
      batch(() => {
        this.catalogue = catalogue;
        this.spaces.value = [...catalogue, ...own];
        this.presences.value = presences;
        this.mirror.value = mirror;
        this.plan.value = plan;
        this.known.value = true;
        begin();
      });
    });
  }

  private follow(event: ModelsEvent): void {
    if (event.type === 'presence') {
      this.presences.value = { ...this.presences.value, [event.encoder]: event.presence };
    }
    if (event.type === 'mirror') this.mirror.value = event.mirror;
    if (event.type === 'plan') this.plan.value = event.plan;
    if (event.type === 'spaces') this.spaces.value = [...this.catalogue, ...event.own];
  }
}
