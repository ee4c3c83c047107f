/** The boxes that were paired: their connections, and what becomes known of them. */

import { Problem } from '#core/errors';
import type { BoxId, BoxState, BoxTiming } from './contract';

export class Boxes {
  async states(): Promise<BoxState[]> {
    return [];
  }

  async add(pairing: string): Promise<BoxState> {
    throw new Problem('network', `Not yet: ${pairing.length}`);
  }

  async try(_id: BoxId): Promise<void> {}

  async enable(_id: BoxId, _on: boolean): Promise<void> {}

  async remove(_id: BoxId): Promise<void> {}

  async measure(id: BoxId): Promise<BoxTiming> {
    throw new Problem('network', `Not yet: ${id}`);
  }
}
