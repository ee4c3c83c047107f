import { ArrowDownWideNarrow, CalendarArrowDown } from 'lucide';
import { LINES } from '#core/rank';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import range from '../parts/Range.module.css';
import { useSession } from '../use-session';
import css from './RankTools.module.css';

/** Controls of a ranking: the line under the good matches, and their order. */
export function RankTools() {
  const { line, order } = useSession().finding;
  const stop = LINES.indexOf(line.value);
  return (
    <div class={css.tools}>
      <label class={css.line} title={t('search.lineHint')}>
        <span>{t('search.stricter')}</span>
        <input
          type="range"
          class={range.range}
          data-testid="line"
          min={0}
          max={LINES.length - 1}
          step={1}
          value={stop}
          aria-label={t('search.line')}
          aria-valuetext={t('search.lineValue', { percent: Math.round(line.value * 100) })}
          onInput={(event) => {
            line.value = LINES[event.currentTarget.valueAsNumber] ?? line.value;
          }}
        />
        <span>{t('search.looser')}</span>
      </label>
      <IconButton
        icon={order.value === 'date' ? CalendarArrowDown : ArrowDownWideNarrow}
        name={order.value === 'date' ? t('search.byDate') : t('search.byLikeness')}
        data-testid="order"
        data-order={order.value}
        onClick={() => {
          order.value = order.value === 'date' ? 'relevance' : 'date';
        }}
      />
    </div>
  );
}
