import { isAsking } from '#session/finding/contract';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Chips.module.css';

// Not needed before the first answer.
const Chips = later(async () => (await import('./Chips')).Chips);

/**
 * The row of chips under the search field. It keeps its height as long as there are results, so that nothing
 * moves while the user types.
 */
export function ChipsLine() {
  const session = useSession();
  const answered = isAsking(session.query.value) && session.answer.value.state !== 'searching';
  if (!answered || session.place.value !== 'find' || session.photos.value.length === 0) return null;
  return (
    <div class={css.line}>
      <Chips />
    </div>
  );
}
