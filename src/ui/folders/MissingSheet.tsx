import { useEffect, useState } from 'preact/hooks';
import type { PhotoDetails } from '#workers/library/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import sheet from '../parts/Sheet.module.css';
import { sourceName } from '../parts/source-name';
import { useSession } from '../use-session';
import css from './Folders.module.css';

/** Most photos that are listed. */
const MOST_LISTED = 200;

interface Props {
  /** Only those that are offered for removal; else also those that the user keeps looking for. */
  offered?: boolean;
  onClose: () => void;
}

/** Lists the photos whose files are gone, and offers to remove these from the library or to keep looking. */
export function MissingSheet({ offered = false, onClose }: Props) {
  const { library, sources } = useSession();
  const [photos, setPhotos] = useState<readonly PhotoDetails[] | null>(null);
  // Files may come back, or go missing, while the sheet is open.
  const counts = sources.value.map(({ missing, awaited }) => missing + awaited).join();
  useEffect(() => {
    let gone = false;
    library.missing(offered).then((found) => {
      if (gone) return;
      if (found && found.length > 0) setPhotos(found);
      else onClose();
    });
    return () => {
      gone = true;
    };
  }, [counts]);
  const after = (verb: () => void) => () => {
    verb();
    onClose();
  };
  const count = photos?.length ?? 0;
  const more = count - MOST_LISTED;
  return (
    <Sheet open title={t('folders.missingTitle')} onClose={onClose}>
      <p class={css.intro}>{photos ? t('folders.missingText', { count }) : t('folders.reading')}</p>
      <ul>
        {photos?.slice(0, MOST_LISTED).map((photo) => (
          <li key={photo.no} class={css.row} data-testid="missing-photo" data-name={photo.name}>
            <span class={css.picture}>
              <Thumbnail key={photo.no} photo={photo} />
            </span>
            <span class={css.where}>
              <strong>{photo.name}</strong>
              {photo.origins.map(({ source, path }) => (
                <small key={`${source.id} ${path}`}>
                  {sourceName(source)}/{path}
                </small>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class={css.quiet}>{t('folders.more', { count: more })}</p>}
      {photos && (
        <div class={sheet.actions}>
          <Button data-testid="missing-keep" onClick={after(() => void library.keepLooking())}>
            {t('folders.keepLooking')}
          </Button>
          <Button
            variant="danger"
            data-testid="missing-remove"
            onClick={after(() => void library.removeMissing(photos.map(({ no }) => no)))}
          >
            {t('folders.remove', { count })}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
