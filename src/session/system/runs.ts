/** Leaves and takes away the mark of a run, from which the next page counts crashes (`shell/crashes.ts`). */

import { effect, type ReadonlySignal } from '@preact/signals';
import type { Indexing } from '#core/photo';
import { keepText } from '../keep-text';
import { COUNT, type CrashStores, crashesInRow, MARK } from '../shell/crashes';

/**
 * @param visible whether the page can be seen: a phone closes hidden tabs at any time, which is no crash
 * @param crashed called if the browser closed this tab while it indexed
 */
export function followRuns(
  { tab, all }: CrashStores,
  indexing: ReadonlySignal<Pick<Indexing, 'state'>>,
  visible: ReadonlySignal<boolean>,
  crashed: () => void,
): void {
  let crashes = crashesInRow({ tab, all });
  const keepCount = () => keepText(all, COUNT, crashes > 0 ? String(crashes) : null);
  if (tab.getItem(MARK) !== null) crashed();
  // The count has it now, so that a run may leave its own.
  tab.removeItem(MARK);
  keepCount();
  let ran = false;
  effect(() => {
    const { state } = indexing.value;
    keepText(tab, MARK, state === 'running' && visible.value ? 'yes' : null);
    if (state === 'running') ran = true;
    // A run that has come to its end fits into the memory.
    if (state === 'idle' && ran && crashes > 0) {
      crashes = 0;
      keepCount();
    }
  });
  // Reloads and closed tabs are no crashes.
  addEventListener('pagehide', () => tab.removeItem(MARK));
}
