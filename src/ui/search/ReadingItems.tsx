import { Eye } from 'lucide';
import type { Query } from '#session/finding/contract';
import { MenuItem } from '../parts/Menu';
import type { Choice } from './chip-list';
import { ICONS } from './icons';

interface Props {
  choices: readonly Choice[];
  onTake: (change: Partial<Query>) => void;
}

/** What a chip may mean as well, in its menu. */
export function ReadingItems({ choices, onTake }: Props) {
  return choices.map(({ kind, words, change }) => (
    <MenuItem key={kind} id={`chip-as-${kind}`} icon={ICONS[kind] ?? Eye} onClick={() => onTake(change)}>
      {words}
    </MenuItem>
  ));
}
