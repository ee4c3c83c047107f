import { Check, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Query } from '#session/finding/contract';
import { t } from '../i18n';
import { Menu, MenuItem } from '../parts/Menu';
import type { Chip } from './chip-list';
import { ReadingItems } from './ReadingItems';

interface Props {
  chip: Chip;
  /** Removes it. */
  onRemove: () => void;
  opener: (attributes: { popovertarget: string; 'aria-haspopup': 'true' }) => ComponentChildren;
  onTake: (change: Partial<Query>) => void;
}

/** Menu of what was found in a sentence: what it was taken for, what else it may mean, and what removes it. */
export function ReadingMenu({ chip: { words, meaning, choices }, opener, onRemove, onTake }: Props) {
  return (
    <Menu name={t('chips.meant', { what: words })} opener={opener}>
      {meaning !== null && (
        <MenuItem id="chip-as-is" icon={Check} onClick={() => undefined} isCurrent>
          {meaning}
        </MenuItem>
      )}
      <ReadingItems choices={choices} onTake={onTake} />
      <MenuItem id="chip-remove" icon={X} onClick={onRemove}>
        {t('chips.remove', { what: words })}
      </MenuItem>
    </Menu>
  );
}
