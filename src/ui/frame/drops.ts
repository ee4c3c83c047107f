import { useEffect } from 'preact/hooks';
import type { Session } from '#session/contract';

/**
 * Adds files that are dropped or pasted before `DropArea` is loaded, which listens in the capture phase and so comes
 * first from then on. A file that nobody takes would open in place of the app.
 */
export function useDrops({ addTransfer }: Session['library']): void {
  useEffect(() => {
    const onFiles = (event: DragEvent & ClipboardEvent) => {
      const transfer = event.dataTransfer ?? event.clipboardData;
      if (event.defaultPrevented || !transfer?.types.includes('Files')) return;
      event.preventDefault();
      if (event.type !== 'dragover') void addTransfer(transfer);
    };
    const stop = new AbortController();
    for (const type of ['dragover', 'drop', 'paste'])
      addEventListener(type, onFiles as (event: Event) => void, stop);
    return () => stop.abort();
  }, [addTransfer]);
}
