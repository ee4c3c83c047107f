import type { PhotoCard } from '#core/photo';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import css from './Atlas.module.css';

interface Props {
  cover: PhotoCard | undefined;
  name: string;
  /** A further line, such as dates. */
  more?: string;
  photos: number;
  testId: string;
  onClick: () => void;
}

/** One place or trip: a photo of it, its name, how many photos there are. A press shows them. */
export function PhotoRow({ cover, name, more, photos, testId, onClick }: Props) {
  return (
    <li>
      <button
        type="button"
        class={css.row}
        data-testid={testId}
        data-name={name}
        data-photos={photos}
        onClick={onClick}
      >
        <span class={css.cover}>{cover && <Thumbnail key={cover.no} photo={cover} />}</span>
        <span class={css.words}>
          <span class={css.name}>{name}</span>
          {more && <span class={css.quiet}>{more}</span>}
          <span class={css.quiet}>{t('library.photos', { count: photos })}</span>
        </span>
      </button>
    </li>
  );
}
