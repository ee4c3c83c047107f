import { Layers } from 'lucide';
import type { Match } from '#session/finding/contract';
import type { BadgePlace } from '../grid/Grid';
import { formatNumber, t } from '../i18n';
import { Icon } from '../parts/Icon';
import css from './StackBadge.module.css';

interface Props extends BadgePlace {
  match: Match;
  onClick: () => void;
}

/** A badge in the corner of a photo with the size of its stack, which expands or collapses it. */
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
