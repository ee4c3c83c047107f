import type { PhotoCard } from '#core/photo';
import { Thumbnail } from '../grid/Thumbnail';
import { viewPhotos } from '../grid/viewing';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import sheet from '../parts/Sheet.module.css';
import { useSession } from '../use-session';
import css from './Folders.module.css';

/** Most photos that are drawn; the viewer steps through all of them. */
const MOST_DRAWN = 200;

/** New photos of the folders. Choosing one opens the viewer, which steps through these alone. */
export function FoundSheet({ photos, onClose }: { photos: readonly PhotoCard[]; onClose: () => void }) {
  const { library } = useSession();
  const view = (index: number) => {
    onClose();
    viewPhotos({ photos, matches: null, index });
  };
  const more = photos.length - MOST_DRAWN;
  return (
    <Sheet open title={t('folders.found', { count: photos.length })} onClose={onClose}>
      <ul class={css.found}>
        {photos.slice(0, MOST_DRAWN).map((photo, index) => (
          <li key={photo.no}>
            <button
              type="button"
              data-testid="found-photo"
              data-name={photo.name}
              onClick={() => view(index)}
            >
              <Thumbnail key={photo.no} photo={photo} />
              <span class="visually-hidden">{photo.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p class={css.quiet}>{t('folders.more', { count: more })}</p>}
      <div class={sheet.actions}>
        <Button
          variant="primary"
          onClick={() => {
            library.dismissFound();
            onClose();
          }}
        >
          {t('folders.seen')}
        </Button>
      </div>
    </Sheet>
  );
}
