import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Mark } from '../parts/Mark';
import { useSession } from '../session';
import css from './DropArea.module.css';

/** The whole window takes dropped files and folders, and pasted pictures. */
export function DropArea() {
  const session = useSession();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Into another element of the page it is still over the page.
      if (!event.relatedTarget) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      // Its content may be read only now, while the event lasts: the session takes it at once.
      void session.addTransfer(event.dataTransfer);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!event.clipboardData || !hasFiles(event.clipboardData)) return;
      event.preventDefault();
      void session.addTransfer(event.clipboardData);
    };
    const stop = new AbortController();
    const options = { signal: stop.signal };
    addEventListener('dragenter', onDragOver, options);
    addEventListener('dragover', onDragOver, options);
    addEventListener('dragleave', onDragLeave, options);
    addEventListener('drop', onDrop, options);
    addEventListener('paste', onPaste, options);
    return () => stop.abort();
  }, [session]);

  if (!over) return null;
  return (
    <div class={css.area} role="status">
      <div class={css.inside}>
        <Mark size={64} />
        <p class={css.title}>{t('app.drop')}</p>
        <p class={css.hint}>{t('app.dropHint')}</p>
      </div>
    </div>
  );
}
