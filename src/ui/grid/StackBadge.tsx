import { Layers } from 'lucide';
import type { Match } from '#session/finding/contract';
import { formatNumber, t } from '../i18n';
import { Icon } from '../parts/Icon';
import css from './StackBadge.module.css';

interface Props {
  match: Match;
  place: { left: number; top: number; width: number };
  /** Whether the Tab key comes to this photo, and so to its stack. */
  active: boolean;
  isSpread: boolean;
  onClick: () => void;
}

/** In the corner of a photo: how many nearly identical ones stand behind it. */
export function StackBadge({ match, place, active, isSpread, onClick }: Props) {
  const count = match.stack.length;
  return (
    <button
      type="button"
      class={css.badge}
      style={{ left: `${place.left + place.width}px`, top: `${place.top}px` }}
      tabIndex={active ? 0 : -1}
      aria-expanded={isSpread}
      aria-label={t('search.stack', { count, name: match.photo.name })}
      title={t('search.stack', { count, name: match.photo.name })}
      data-testid="stack"
      data-count={count}
      onClick={onClick}
    >
      <span>
        <Icon of={Layers} size={14} />
        {formatNumber(count + 1)}
      </span>
    </button>
  );
}
