import { Funnel } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { useBack } from '../parts/back';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Filter.module.css';
import { conditionsOf } from './words';

const FilterPanel = later(async () => (await import('./FilterPanel')).FilterPanel);

/** Opens the filters: below the search field on a laptop, as a bottom sheet on a phone. */
export function FilterButton() {
  const session = useSession();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useBack(open, () => panel.current?.hidePopover());
  const count = conditionsOf(session.query.value.filter, session).length;
  return (
    <>
      <span class={css.opener}>
        <IconButton
          icon={Funnel}
          name={count > 0 ? t('filter.inUse', { count }) : t('filter.title')}
          popovertarget="filters"
          aria-haspopup="dialog"
          data-testid="filters"
          data-count={count}
        />
        {count > 0 && (
          <span class={css.badge} aria-hidden="true">
            {count}
          </span>
        )}
      </span>
      <div
        ref={panel}
        id="filters"
        popover="auto"
        role="dialog"
        aria-label={t('filter.title')}
        class={css.popover}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && <FilterPanel onClose={() => panel.current?.hidePopover()} />}
      </div>
    </>
  );
}
