/** Notices at the bottom of the screen, and the error handler of the session's verbs. */

import { signal } from '@preact/signals';
import { problemCode } from '#core/errors';
import type { Notice } from './contract';

/** Runs the work and never rejects: an error becomes a notice. */
export type Attempt = (work: () => Promise<unknown>) => Promise<void>;

export type Notify = (notice: Omit<Notice, 'id'>) => void;

export function startNotices() {
  const notices = signal<readonly Notice[]>([]);
  let last = 0;
  const notify: Notify = (notice) => {
    notices.value = [...notices.value, { ...notice, id: ++last }];
  };
  const dismiss = (id: number) => {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  };
  const attempt: Attempt = async (work) => {
    try {
      await work();
    } catch (error) {
      console.error(error);
      notify({ problem: problemCode(error) });
    }
  };
  return { notices, notify, dismiss, attempt };
}
