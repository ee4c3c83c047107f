import { formatNumber, t } from '../i18n';
import type { LabelGroup } from './groups';
import css from './Pills.module.css';

interface Props {
  groups: readonly LabelGroup[];
  /** Number of all photos. */
  total: number;
  chosen: LabelGroup['key'] | null;
  /** @param key null for all groups */
  onChoose: (key: LabelGroup['key'] | null) => void;
}

/** A choice of the group that is shown, or of all, with the number of photos of each. */
export function Pills({ groups, total, chosen, onChoose }: Props) {
  const all = { key: null, title: t('labels.all'), count: total };
  const pills = [all, ...groups.map(({ key, title, rows }) => ({ key, title, count: rows.length }))];
  return (
    <fieldset class={css.pills} aria-label={t('labels.classes')}>
      {pills.map(({ key, title, count }) => (
        <button
          key={key}
          type="button"
          aria-pressed={chosen === key}
          data-testid="labels-class"
          data-label={title}
          data-kind={key === null ? 'all' : typeof key === 'number' ? 'label' : key}
          data-count={count}
          onClick={() => onChoose(key)}
        >
          <span>{title}</span> <span class={css.count}>{formatNumber(count)}</span>
        </button>
      ))}
    </fieldset>
  );
}
