/** How the labels are shown: of this screen alone, but kept while another one is open. */

import { signal } from '@preact/signals';
import type { Judging } from '#core/labels';

export type Task = 'byClass' | 'many';
export type View = 'grid' | 'table';
/** What the numbers of a batch are: cosines, or the softmax along one or the other side. */
export type Measure = 'cosine' | 'perPhoto' | 'perText';

export const task = signal<Task>('byClass');
export const view = signal<View>('grid');
export const judging = signal<Judging>({ several: false, none: true });
/** How likely a label has to be, 0..1. */
export const atLeast = signal(0.5);
export const measure = signal<Measure>('cosine');
