/** Which occasion is open, in a separate module, because the code of days is loaded lazily. */

import { signal } from '@preact/signals';
import type { Occasion } from '#core/occasion';

export const opened = signal<Occasion | null>(null);
