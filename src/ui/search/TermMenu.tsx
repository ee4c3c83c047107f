import { Check, ChevronsDown, ChevronsUp, Minus, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { QueryPart } from '#core/query/reading';
import { turnPart, weighPart } from '#core/query/weighing';
import type { Query } from '#session/finding/contract';
import { t } from '../i18n';
import { Menu, MenuItem } from '../parts/Menu';
import type { Choice } from './chip-list';
import { ReadingItems } from './ReadingItems';

interface Props {
  term: QueryPart;
  /** The whole query text that contains the term. */
  text: string;
  /** What else it may mean, and what takes it for that. */
  choices: readonly Choice[];
  onTake: (change: Partial<Query>) => void;
  /** Removes it; null if the chip has a button for that. */
  onRemove: (() => void) | null;
  opener: (attributes: { popovertarget: string; 'aria-haspopup': 'true' }) => ComponentChildren;
  onAsk: (change: Partial<Query>) => void;
}

/** Menu that changes the weight or sign of a term without requiring the operator syntax. */
export function TermMenu({ term, text, choices, onTake, onRemove, opener, onAsk }: Props) {
  const ask = (changed: string) => () => onAsk({ text: changed });
  return (
    <Menu name={t('chips.change', { what: term.value })} opener={opener}>
      <ReadingItems choices={choices} onTake={onTake} />
      {term.kind === 'unwanted' ? (
        <MenuItem id="chip-turn" icon={Check} onClick={ask(turnPart(text, term))}>
          {t('chips.wanted')}
        </MenuItem>
      ) : (
        <>
          <MenuItem id="chip-more" icon={ChevronsUp} onClick={ask(weighPart(text, term, 'more'))}>
            {t('chips.more')}
          </MenuItem>
          <MenuItem id="chip-less" icon={ChevronsDown} onClick={ask(weighPart(text, term, 'less'))}>
            {t('chips.less')}
          </MenuItem>
          <MenuItem id="chip-turn" icon={Minus} onClick={ask(turnPart(text, term))}>
            {t('chips.notIt')}
          </MenuItem>
        </>
      )}
      {onRemove && (
        <MenuItem id="chip-remove" icon={X} onClick={onRemove}>
          {t('chips.remove', { what: term.value })}
        </MenuItem>
      )}
    </Menu>
  );
}
