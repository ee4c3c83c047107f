/**
 * What screen readers are to say next. One live region says all of it (`selection/Selecting`), which is there from the
 * start: most readers say nothing of a region that comes together with its text.
 */

import { signal } from '@preact/signals';

export const said = signal('');
