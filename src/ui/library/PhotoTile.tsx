import type { PhotoCard } from '#core/photo';
import { formatDay, formatScore, t } from '../i18n';
import type { Match } from '../session';
import css from './Grid.module.css';
import { Thumbnail } from './Thumbnail';

interface Props {
  photo: PhotoCard;
  match?: Match | undefined;
  place: { left: number; top: number; width: number; height: number };
  /** Whether the Tab key comes to this photo. */
  active: boolean;
  onOpen: () => void;
}

/** One photo of the grid: a button that opens it. Its score shows on hover and focus alone. */
export function PhotoTile({ photo, match, place, active, onOpen }: Props) {
  const about = match ? t(`strength.${match.strength}`) : formatDay(photo.taken);
  return (
    <button
      type="button"
      class={css.photo}
      style={{
        left: `${place.left}px`,
        top: `${place.top}px`,
        width: `${place.width}px`,
        height: `${place.height}px`,
      }}
      tabIndex={active ? 0 : -1}
      aria-label={`${photo.name}, ${about}`}
      data-testid="photo"
      data-no={photo.no}
      data-name={photo.name}
      data-score={match ? String(match.score) : undefined}
      onClick={onOpen}
    >
      <Thumbnail photo={photo} />
      {match && (
        <span class={css.score} aria-hidden="true">
          {about} {formatScore(match.score)}
        </span>
      )}
    </button>
  );
}
