import { useEffect, useRef } from 'preact/hooks';
import type { Suggestion } from '#core/query/suggest';
import { kindName, shapeName } from '../filter/words';
import { t } from '../i18n';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import { ICONS } from './icons';
import css from './SuggestionList.module.css';
import { optionId } from './suggesting';

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  /** Whether the row of chips is next to the field. */
  beyondChips: boolean;
  onTake: (suggestion: Suggestion) => void;
}

/** The listbox of the combobox. The focus stays in the field, which references the active option. */
export function SuggestionList({ id, suggestions, active, beyondChips, onTake }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('suggestions.label')}
      class={classes(css.list, beyondChips && css.beyond)}
    >
      {suggestions.map((suggestion, i) => {
        const icon = ICONS[suggestion.kind];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the focused field handles the keys
          <div
            key={`${suggestion.kind} ${suggestion.label}`}
            id={optionId(id, i)}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            class={css.option}
            data-testid="suggestion"
            data-kind={suggestion.kind}
            data-label={suggestion.label}
            // Keeps the focus in the field, and the keyboard open on a phone.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion)}
          >
            {icon && <Icon of={icon} size={18} />}
            <span class={css.words}>{wordsOf(suggestion)}</span>
            <small>{aboutOf(suggestion)}</small>
          </div>
        );
      })}
    </div>
  );
}

/** Returns the text of a suggestion, with the typed range in bold. */
function wordsOf({ kind, label, typed: [from, to] }: Suggestion) {
  if (kind === 'shape') return shapeName(label as 'landscape' | 'portrait' | 'square');
  if (kind === 'favourite') return t('filter.favourite');
  if (kind === 'kind') return kindName(label);
  return (
    <>
      {label.slice(0, from)}
      <b>{label.slice(from, to)}</b>
      {label.slice(to)}
      {kind === 'key' && ':'}
    </>
  );
}

/** Returns the name of a suggestion's kind. */
function aboutOf({ kind }: Suggestion): string {
  switch (kind) {
    case 'saved':
      return t('suggestions.saved');
    case 'recent':
      return t('suggestions.recent');
    case 'example':
      return t('suggestions.example');
    case 'key':
      return t('filter.title');
    case 'withoutTag':
      return t('chips.without', { what: t('filter.tag') });
    case 'withoutPerson':
      return t('chips.without', { what: t('filter.person') });
    case 'favourite':
      return t('filter.mark');
    default:
      return t(`filter.${kind}`);
  }
}
