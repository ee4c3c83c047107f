import { useId } from 'preact/hooks';
import { classes } from './classes';
import css from './Segments.module.css';

interface Props<T extends string> {
  name: string;
  /** Only screen readers get the name; it is not shown. */
  unsaid?: boolean;
  options: readonly { value: T; name: string; lang?: string; testId?: string }[];
  value: T;
  onChoose: (value: T) => void;
}

/** A segmented control: a choice of one among a few options, all visible. */
export function Segments<T extends string>({ name, unsaid, options, value, onChoose }: Props<T>) {
  const group = useId();
  return (
    <fieldset class={classes(css.choice, unsaid && css.unsaid)}>
      <legend class={unsaid ? 'visually-hidden' : css.legend}>{name}</legend>
      <div class={css.options}>
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={group}
              data-testid={option.testId}
              checked={value === option.value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
