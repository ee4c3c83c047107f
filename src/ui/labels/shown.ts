/** View state of the labels; module signals, so that it survives while another place is open. */

import { signal } from '@preact/signals';
import type { Judging } from '#core/labels';

export type Task = 'byClass' | 'many' | 'ownWords';
export type View = 'grid' | 'table';
/** Measure that a batch shows: cosines, or the softmax along either axis. */
export type Measure = 'cosine' | 'perPhoto' | 'perText';

export const task = signal<Task>('byClass');
export const view = signal<View>('grid');
export const judging = signal<Judging>({ several: false, none: true });
/** Minimum likelihood of a label, 0..1. */
export const atLeast = signal(0.5);
export const measure = signal<Measure>('cosine');
