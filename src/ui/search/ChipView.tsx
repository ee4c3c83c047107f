import { ChevronDown, X } from 'lucide';
import type { Query, QueryPhoto } from '#session/finding/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import { classes } from '../parts/classes';
import { focusOn } from '../parts/focus';
import { Icon } from '../parts/Icon';
import css from './Chips.module.css';
import { type Chip, isUnwanted } from './chip-list';
import { ICONS } from './icons';
import { ReadingMenu } from './ReadingMenu';
import { TermMenu } from './TermMenu';

interface Props {
  chip: Chip;
  /** The query's text, which contains the chip's words. */
  text: string;
  onAsk: (change: Partial<Query>) => void;
}

/**
 * One chip of the query. Terms, and what was found in a sentence, open a menu. The cross makes plain words of what was
 * found, and removes every other chip; Backspace removes all of them.
 */
export function ChipView({ chip, text, onAsk }: Props) {
  const { kind, words, spoken, term, weight, meaning, choices, plain, without } = chip;
  const icon = kind === 'photo' ? undefined : ICONS[kind];
  const ask = (change: Partial<Query>) => {
    onAsk(change);
    // Keeps the focus when the chip disappears. Not on a phone, where it would open the keyboard.
    if (matchMedia('(pointer: fine)').matches) focusOn('field');
  };
  const remove = () => ask(without);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    remove();
  };
  const also = choices.filter((choice) => choice.kind !== 'words').map((choice) => choice.kind);
  const face = (
    <>
      {chip.photo ? <Face photo={chip.photo} /> : icon && <Icon of={icon} size={16} />}
      <span class={css.words}>{words}</span>
      {weight !== 1 && <small>{t('chips.times', { weight })}</small>}
      {also.length > 0 && <Icon of={ChevronDown} size={16} />}
    </>
  );
  const body = (label: string, opens: { popovertarget: string; 'aria-haspopup': 'true' }) => (
    <button type="button" class={css.body} aria-label={label} data-testid="chip-menu" {...opens}>
      {face}
    </button>
  );
  const cross = plain ? t('chips.plain', { what: spoken }) : t('chips.remove', { what: spoken });
  const not = isUnwanted(kind);
  return (
    <li
      class={classes(css.chip, not && css.not, chip.photo && css.withFace)}
      data-testid="chip"
      data-kind={kind}
      data-words={words}
      data-also={also.join(' ') || undefined}
      onKeyDown={onKeyDown}
    >
      {term ? (
        <TermMenu
          term={term}
          text={text}
          choices={choices}
          onTake={ask}
          onAsk={onAsk}
          onRemove={plain && remove}
          opener={(opens) => body(`${spoken}. ${t('chips.change', { what: words })}`, opens)}
        />
      ) : choices.length > 0 ? (
        <ReadingMenu
          chip={chip}
          onTake={ask}
          onRemove={remove}
          opener={(opens) => body(`${meaning ?? spoken}. ${t('chips.meant', { what: words })}`, opens)}
        />
      ) : (
        <span class={css.body}>{face}</span>
      )}
      <button
        type="button"
        class={css.remove}
        aria-label={cross}
        title={cross}
        data-testid={plain ? 'chip-visual' : 'chip-remove'}
        onClick={() => ask(plain ?? without)}
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
