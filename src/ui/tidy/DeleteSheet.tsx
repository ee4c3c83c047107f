import { useState } from 'preact/hooks';
import type { Deletion, PhotoFile } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import sheet from '../parts/Sheet.module.css';
import { useSession } from '../use-session';
import css from './LookAlikes.module.css';

interface Props {
  files: readonly PhotoFile[];
  onClose: () => void;
}

/** Asks for confirmation before files are deleted for good; then shows the outcome. */
export function DeleteSheet({ files, onClose }: Props) {
  const { sources, tidy } = useSession();
  const [state, setState] = useState<'asking' | 'deleting' | readonly Deletion[]>('asking');
  const deletable = files.filter((file) => file.deletable);
  const count = deletable.length;
  const go = async () => {
    setState('deleting');
    const deletions = await tidy.deleteFiles(deletable);
    if (deletions) setState(deletions);
    else onClose();
  };
  if (state !== 'asking' && state !== 'deleting') return <Outcome deletions={state} onClose={onClose} />;
  return (
    <Sheet open title={t('tidy.deleteTitle', { count })} onClose={onClose}>
      <p>{count > 0 ? t('tidy.deleteText', { size: sizeOf(deletable) }) : t('tidy.nothingDeletable')}</p>
      <ul class={css.plan} data-testid="tidy-plan">
        {sources.value.map(({ id, name }) => {
          const inFolder = deletable.filter(({ source }) => source === id).length;
          return inFolder > 0 && <li key={id}>{t('tidy.deleteFrom', { count: inFolder, folder: name })}</li>;
        })}
        {files.length > count && count > 0 && <li>{t('tidy.beyond', { count: files.length - count })}</li>}
      </ul>
      <div class={sheet.actions}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        {count > 0 && (
          <Button
            variant="danger"
            data-testid="tidy-delete-yes"
            disabled={state === 'deleting'}
            onClick={() => void go()}
          >
            {state === 'deleting' ? t('tidy.deleting') : t('tidy.deleteYes')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

function Outcome({ deletions, onClose }: { deletions: readonly Deletion[]; onClose: () => void }) {
  const gone = deletions.filter(({ problem }) => problem === null).map(({ file }) => file);
  const failed = deletions.filter(({ problem }) => problem !== null);
  const title = t('tidy.deleted', { count: gone.length, size: sizeOf(gone) });
  return (
    <Sheet open title={title} onClose={onClose}>
      <div data-testid="tidy-outcome" data-deleted={gone.length} data-failed={failed.length}>
        {failed.length > 0 && <p>{t('tidy.notDeleted')}</p>}
        <ul class={css.plan}>
          {failed.map(({ file, problem }) => {
            return (
              <li key={`${file.source} ${file.path}`} data-testid="tidy-not-deleted" data-reason={problem}>
                {file.path}
                <small>{problemLine(problem ?? 'unknown')}</small>
              </li>
            );
          })}
        </ul>
      </div>
      <div class={sheet.actions}>
        <Button variant="primary" onClick={onClose}>
          {t('app.close')}
        </Button>
      </div>
    </Sheet>
  );
}

function sizeOf(files: readonly PhotoFile[]): string {
  return formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
}
