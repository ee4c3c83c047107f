import { CircleCheck, Grid2x2, Grid3x3, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { beginSelecting } from '../grid/selection';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { classes } from '../parts/classes';
import { focusOn } from '../parts/focus';
import { Icon } from '../parts/Icon';
import { later } from '../parts/later';
import { Menu, MenuItem } from '../parts/Menu';
import range from '../parts/Range.module.css';
import { useSession } from '../use-session';
import { AddPhotos } from './AddPhotos';
import css from './Toolbar.module.css';

const ListItems = later(() => import('./lazy').then((module) => module.ListItems));

/** Range of the slider for the row height, in CSS pixels. */
export const ROW_HEIGHTS = { min: 110, max: 420, step: 10 };

interface Props {
  ranked?: boolean;
  /** Controls of this list only. */
  tools?: ComponentChildren;
  children: ComponentChildren;
}

/** The bar above the grid: the number of photos, and verbs for all of them. */
export function Toolbar({ ranked, tools, children }: Props) {
  const session = useSession();
  const samples = session.sources.value.find(({ kind }) => kind === 'sample');
  const removeSamples = () => samples && void session.library.removeSource(samples.id);
  return (
    <div class={classes(css.toolbar, ranked && css.ranked)}>
      <p>{children}</p>
      {tools}
      <label class={css.density} title={t('library.density')}>
        <Icon of={Grid3x3} size={18} />
        <input
          type="range"
          class={range.range}
          aria-label={t('library.density')}
          {...ROW_HEIGHTS}
          value={session.shell.rowHeight.value}
          onInput={(event) => {
            session.shell.rowHeight.value = event.currentTarget.valueAsNumber;
          }}
        />
        <Icon of={Grid2x2} size={18} />
      </label>
      <div class={css.verbs}>
        {samples && (
          <Button variant="plain" class={css.wide} icon={X} onClick={removeSamples}>
            {t('library.removeSamples')}
          </Button>
        )}
        <Button variant="plain" icon={CircleCheck} iconOnPhone data-testid="select" onClick={beginByButton}>
          {t('selection.select')}
        </Button>
        <Menu name={t('library.more')}>
          <ListItems />
          {samples && (
            <MenuItem class={css.narrow} icon={X} onClick={removeSamples}>
              {t('library.removeSamples')}
            </MenuItem>
          )}
        </Menu>
        <AddPhotos />
      </div>
    </div>
  );
}

/** Moves the focus into the grid, because the selection bar covers this button. */
export function beginByButton(): void {
  beginSelecting();
  focusOn('grid', { preventScroll: true });
}
