import { X } from 'lucide';
import type { Query, QueryPhoto } from '#session/finding/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import { classes } from '../parts/classes';
import { focusOn } from '../parts/focus';
import { Icon } from '../parts/Icon';
import css from './Chips.module.css';
import { type Chip, isUnwanted } from './chip-list';
import { ICONS } from './icons';
import { TermMenu } from './TermMenu';

interface Props {
  chip: Chip;
  /** The query's text, which contains the chip's words. */
  text: string;
  onAsk: (change: Partial<Query>) => void;
}

/** One chip of the query. Terms open a menu; every chip can be removed, also with Backspace. */
export function ChipView({ chip, text, onAsk }: Props) {
  const { kind, words, spoken, term, weight, visual, without } = chip;
  const icon = kind === 'photo' ? undefined : ICONS[kind];
  const remove = () => {
    onAsk(without);
    // Keeps the focus when the chip disappears. Not on a phone, where it would open the keyboard.
    if (matchMedia('(pointer: fine)').matches) focusOn('field');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    remove();
  };
  const face = (
    <>
      {chip.photo ? <Face photo={chip.photo} /> : icon && <Icon of={icon} size={16} />}
      <span class={css.words}>{words}</span>
      {weight !== 1 && <small>{t('chips.times', { weight })}</small>}
    </>
  );
  const plainly = t(kind === 'ownWord' ? 'ownWords.plain' : 'chips.visual');
  const not = isUnwanted(kind);
  return (
    <li
      class={classes(css.chip, not && css.not, chip.photo && css.withFace)}
      data-testid="chip"
      data-kind={kind}
      data-words={words}
      onKeyDown={onKeyDown}
    >
      {term ? (
        <TermMenu
          term={term}
          text={text}
          onAsk={onAsk}
          opener={(opens) => (
            <button
              type="button"
              class={css.body}
              aria-label={`${spoken}. ${t('chips.change', { what: words })}`}
              data-testid="chip-menu"
              {...opens}
            >
              {face}
            </button>
          )}
        />
      ) : visual ? (
        <button
          type="button"
          class={css.body}
          aria-label={`${spoken}. ${plainly}`}
          title={plainly}
          data-testid="chip-visual"
          onClick={() => onAsk(visual)}
        >
          {face}
        </button>
      ) : (
        <span class={css.body}>{face}</span>
      )}
      <button
        type="button"
        class={css.remove}
        aria-label={t('chips.remove', { what: spoken })}
        title={t('chips.remove', { what: spoken })}
        data-testid="chip-remove"
        onClick={remove}
      >
        <Icon of={X} size={16} />
      </button>
    </li>
  );
}

function Face({ photo }: { photo: QueryPhoto }) {
  return (
    <span class={css.face}>
      {photo.kind === 'library' ? (
        <Thumbnail key={photo.card.no} photo={photo.card} />
      ) : (
        <img src={photo.url} alt="" />
      )}
    </span>
  );
}
