import { Images, ScanSearch } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '#session/contract';
import { t } from '../i18n';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import { later } from '../parts/later';
import { Mark } from '../parts/Mark';
import { useSession } from '../use-session';
import css from './DropArea.module.css';

const PastedSheet = later(async () => (await import('./PastedSheet')).PastedSheet);

/** What dropped files would become: photos of the library, or the picture of a query. */
type Aim = 'add' | 'like';

/**
 * Handles files and folders dropped anywhere on the window, and pasted pictures. A single picture may also be
 * meant as a query: then a drag shows two halves to choose from, and a paste opens a sheet.
 */
export function DropArea() {
  const session = useSession();
  const likeHalf = useRef<HTMLDivElement>(null);
  const [aim, setAim] = useState<Aim | null>(null);
  const [either, setEither] = useState(false);
  const [pasted, setPasted] = useState<File | null>(null);

  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      const { dataTransfer: transfer } = event;
      if (!transfer || !hasFiles(transfer)) return;
      event.preventDefault();
      transfer.dropEffect = 'copy';
      setEither(mayBeEither(session, transfer));
      setAim(isOver(likeHalf.current, event) ? 'like' : 'add');
    };
    const onDragLeave = (event: DragEvent) => {
      // With a related target the drag has only entered another element of the page.
      if (!event.relatedTarget) setAim(null);
    };
    const onDrop = (event: DragEvent) => {
      const { dataTransfer: transfer } = event;
      const like = isOver(likeHalf.current, event);
      setAim(null);
      if (!transfer || !hasFiles(transfer)) return;
      event.preventDefault();
      const [file] = transfer.files;
      // The transfer can only be read during the event: the session reads it synchronously.
      if (like && file) session.finding.askPhoto(file);
      else void session.library.addTransfer(transfer);
    };
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData: transfer } = event;
      if (!transfer || !hasFiles(transfer)) return;
      event.preventDefault();
      const [file] = transfer.files;
      if (file && mayBeEither(session, transfer)) setPasted(file);
      else void session.library.addTransfer(transfer);
    };
    const stop = new AbortController();
    // Before the listeners of `useDrops`, which leaves alone what is taken here.
    const options = { signal: stop.signal, capture: true };
    addEventListener('dragenter', onDragOver, options);
    addEventListener('dragover', onDragOver, options);
    addEventListener('dragleave', onDragLeave, options);
    addEventListener('drop', onDrop, options);
    addEventListener('paste', onPaste, options);
    return () => stop.abort();
  }, [session]);

  if (pasted) return <PastedSheet file={pasted} onClose={() => setPasted(null)} />;
  if (!aim) return null;
  if (!either) {
    return (
      <div class={css.area} role="status">
        <div class={classes(css.half, css.aimed)}>
          <Mark size={64} />
          <p class={css.title}>{t('outside.drop')}</p>
          <p class={css.hint}>{t('outside.dropHint')}</p>
        </div>
      </div>
    );
  }
  return (
    <div class={css.area} role="status">
      <div class={classes(css.half, aim === 'add' && css.aimed)} data-testid="drop-add">
        <Icon of={Images} size={48} />
        <p class={css.title}>{t('outside.add')}</p>
        <p class={css.hint}>{t('outside.addHint')}</p>
      </div>
      <div ref={likeHalf} class={classes(css.half, aim === 'like' && css.aimed)} data-testid="drop-like">
        <Icon of={ScanSearch} size={48} />
        <p class={css.title}>{t('outside.like')}</p>
        <p class={css.hint}>{t('outside.likeHint')}</p>
      </div>
    </div>
  );
}

function hasFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** Whether it is a single picture, and there are photos to compare it with. Folders have no media type. */
function mayBeEither({ photos }: Pick<Session, 'photos'>, { items }: DataTransfer): boolean {
  const files = [...items].filter(({ kind }) => kind === 'file');
  return photos.value.length > 0 && files.length === 1 && !!files[0]?.type.startsWith('image/');
}

function isOver(half: HTMLElement | null, { clientX, clientY }: DragEvent): boolean {
  if (!half) return false;
  const { left, right, top, bottom } = half.getBoundingClientRect();
  return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
}
