import type { Counted, TimeRange } from '#core/filter';
import { plus, wallNow } from '#core/wall-clock';
import { formatYear, t } from '../i18n';
import css from './Filter.module.css';
import { Pills } from './Pills';
import { dayOf, dayRange, PRESETS, presetRange, yearRange } from './presets';

interface Props {
  years: readonly Counted<number>[];
  taken: TimeRange | null;
  onChange: (taken: TimeRange | null) => void;
}

/** Filter by date: a preset, a year, or any range of days. */
export function DateFilter({ years, taken, onChange }: Props) {
  const now = wallNow();
  const presets = PRESETS.map((preset) => ({
    value: presetRange(preset, now),
    words: t(`filter.${preset}`),
    count: null,
  }));
  const known = presets.map(({ value }) => value.from);
  const pills = [
    ...presets,
    // Leaves out this year and the last one, which are presets.
    ...[...years]
      .sort((a, b) => b.value - a.value)
      .map(({ value, count }) => ({ value: yearRange(value), words: formatYear(value), count }))
      .filter(({ value }) => !known.includes(value.from)),
  ];
  const toggle = (range: TimeRange) =>
    onChange(taken?.from === range.from && taken.before === range.before ? null : range);
  const [first, last] = taken ? [dayOf(taken.from), dayOf(plus(taken.before, -1))] : ['', ''];
  return (
    <div>
      <Pills
        title={t('filter.date')}
        name="date"
        pills={pills}
        chosen={taken ? [taken] : []}
        onToggle={toggle}
      />
      <div class={css.days}>
        <label>
          <span>{t('filter.from')}</span>
          <input
            type="date"
            data-testid="filter-from"
            value={first}
            max={last || undefined}
            onChange={(event) => onChange(dayRange(event.currentTarget.value, last))}
          />
        </label>
        <label>
          <span>{t('filter.to')}</span>
          <input
            type="date"
            data-testid="filter-to"
            value={last}
            min={first || undefined}
            onChange={(event) => onChange(dayRange(first, event.currentTarget.value))}
          />
        </label>
      </div>
    </div>
  );
}
