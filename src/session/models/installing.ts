/** Downloads of encoders. */

import type { EncoderId } from '#core/space';
import type { ModelsWorker } from '#workers/models/contract';
import { keepStorage } from '../shell/storage';

/** @returns the verb; it never rejects. The encoder's own row shows that a download failed; a notice would repeat it. */
export function installing(models: Pick<ModelsWorker, 'install'>): (encoder: EncoderId) => void {
  return (encoder) => {
    void keepStorage();
    models.install(encoder).catch((error) => console.warn('Not installed:', error));
  };
}
