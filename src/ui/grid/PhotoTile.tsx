import { Check, Heart } from 'lucide';
import type { PhotoCard } from '#core/photo';
import type { Match } from '#session/finding/contract';
import { formatDay, formatLength, formatScore, t } from '../i18n';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import css from './Grid.module.css';
import { Thumbnail } from './Thumbnail';

interface Props {
  photo: PhotoCard;
  match?: Match | undefined;
  /** Text about a photo that is not a match, in place of its date. */
  note?: string | undefined;
  place: { left: number; top: number; width: number; height: number };
  /** Whether this photo is in the tab order. */
  active: boolean;
  /** Undefined unless photos are being selected, when the photo is a toggle button; otherwise it opens. */
  selected?: boolean | undefined;
  onClick: (event: MouseEvent) => void;
  /** Called on Enter, also while photos are being selected. */
  onOpen: () => void;
}

/** One photo of the grid. Its score or note is only shown on hover and focus; its corner selects it. */
export function PhotoTile({ photo, match, note, place, active, selected, onClick, onOpen }: Props) {
  const about = match ? t(`strength.${match.strength}`) : (note ?? formatDay(photo.taken));
  const length = photo.video && formatLength(photo.video.seconds);
  const written = match?.lines && t('photo.written');
  const name = [
    photo.name,
    length && t('photo.video', { length }),
    written,
    about,
    photo.favourite && t('photo.favourite'),
  ].filter(Boolean);
  return (
    <button
      type="button"
      class={classes(css.photo, selected && css.selected)}
      style={{
        left: `${place.left}px`,
        top: `${place.top}px`,
        width: `${place.width}px`,
        height: `${place.height}px`,
      }}
      tabIndex={active ? 0 : -1}
      aria-label={name.join(', ')}
      aria-pressed={selected}
      data-testid="photo"
      data-no={photo.no}
      data-name={photo.name}
      data-score={match ? String(match.score) : undefined}
      data-strength={match?.strength}
      onClick={onClick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <span class={css.picture}>
        <Thumbnail photo={photo} />
      </span>
      {(match || note) && (
        <span class={css.score} aria-hidden="true">
          {about} {match && (written || formatScore(match.score))}
        </span>
      )}
      {(length || written) && (
        <span class={css.length} aria-hidden="true" data-written={written && ''}>
          {length || 'Aa'}
        </span>
      )}
      {photo.favourite && (
        <span class={css.heart} aria-hidden="true">
          <Icon of={Heart} size={16} />
        </span>
      )}
      {/* Only for the mouse. The keyboard uses X; touch uses "Select" or a long press. */}
      <span class={css.check} data-check aria-hidden="true">
        <Icon of={Check} size={16} />
      </span>
    </button>
  );
}
