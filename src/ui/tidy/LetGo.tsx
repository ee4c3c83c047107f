import { useState } from 'preact/hooks';
import type { PhotoFile } from '#workers/library/contract';
import { t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { useSession } from '../use-session';
import type { Chosen } from './choosing';
import { DeleteSheet } from './DeleteSheet';
import css from './LookAlikes.module.css';

/**
 * The number of photos chosen for removal, and the two ways to remove them. Both ask for confirmation. It
 * stays mounted (hidden) when the last group is gone, because the outcome of a deletion is still to be shown.
 */
export function LetGo({ chosen, hidden }: { chosen: Chosen; hidden: boolean }) {
  const { sources, tidy, library } = useSession();
  const [removing, setRemoving] = useState(false);
  const [files, setFiles] = useState<readonly PhotoFile[] | null>(null);
  const { photos, bytes } = chosen;
  const count = photos.length;
  const hasFolders = sources.value.some(({ handle }) => handle);
  return (
    <>
      <div class={css.letGo} hidden={hidden} data-testid="tidy-let-go" data-count={count}>
        <p aria-live="polite">
          {count === 0 ? t('tidy.nothingChosen') : t('tidy.chosen', { count, size: formatBytes(bytes) })}
        </p>
        <Button
          variant="primary"
          data-testid="tidy-remove"
          disabled={count === 0}
          onClick={() => setRemoving(true)}
        >
          {t('tidy.remove')}
        </Button>
        {hasFolders && (
          <Button
            variant="danger"
            data-testid="tidy-delete"
            disabled={count === 0}
            onClick={async () => setFiles(await tidy.filesOf(photos))}
          >
            {t('tidy.delete')}
          </Button>
        )}
      </div>
      <Confirm
        open={removing}
        title={t('tidy.removeTitle', { count })}
        text={t('tidy.removeText')}
        verb={t('tidy.removeYes')}
        onYes={() => void library.removePhotos(photos)}
        onClose={() => setRemoving(false)}
      />
      {files && <DeleteSheet files={files} onClose={() => setFiles(null)} />}
    </>
  );
}
