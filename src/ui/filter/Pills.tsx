import { Check } from 'lucide';
import { useState } from 'preact/hooks';
import { formatNumber, t } from '../i18n';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import css from './Filter.module.css';

/** A value that can be filtered by. */
interface Pill<T> {
  value: T;
  words: string;
  /** Number of photos in the whole library that have it; null if unknown. */
  count: number | null;
}

interface Props<T> {
  title: string;
  /** Kind of condition, for tests and other programs. */
  name: string;
  pills: readonly Pill<T>[];
  chosen: readonly T[];
  onToggle: (value: T) => void;
}

/** Number of pills shown at first; a library may have hundreds of folders. */
const FEW = 8;

/** Toggle buttons for the values of one kind of condition. Hidden if there are none. */
export function Pills<T>({ title, name, pills, chosen, onToggle }: Props<T>) {
  const [all, setAll] = useState(false);
  if (pills.length === 0) return null;
  const isChosen = (value: T) => chosen.some((other) => JSON.stringify(other) === JSON.stringify(value));
  // Chosen values are always shown.
  const shown = all ? pills : pills.filter(({ value }, i) => i < FEW || isChosen(value));
  return (
    <fieldset class={css.group}>
      <legend>{title}</legend>
      <div class={css.pills}>
        {shown.map(({ value, words, count }) => (
          <button
            key={words}
            type="button"
            class={css.pill}
            aria-pressed={isChosen(value)}
            data-testid="filter-option"
            data-key={name}
            data-value={words}
            onClick={() => onToggle(value)}
          >
            {isChosen(value) && <Icon of={Check} size={16} />}
            <span>{words}</span>
            {count !== null && <small>{formatNumber(count)}</small>}
          </button>
        ))}
        {shown.length < pills.length && (
          <Button variant="plain" onClick={() => setAll(true)}>
            {t('filter.all', { count: pills.length })}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
