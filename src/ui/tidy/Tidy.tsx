import { signal } from '@preact/signals';
import { t } from '../i18n';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import { LookAlikes } from './LookAlikes';
import css from './Tidy.module.css';

// The map brings d3-zoom along.
const PhotoMap = later(async () => (await import('./map/PhotoMap')).PhotoMap);

const VIEWS = ['duplicates', 'similar', 'map'] as const;

/** Kept while one is elsewhere. */
const shown = signal<(typeof VIEWS)[number]>('duplicates');

/** What is there twice, what is nearly so, and all of it at a glance. */
export function Tidy() {
  const { opened } = useSession();
  if (!opened.value) return null;
  const view = shown.value;
  return (
    <div class={css.tidy}>
      <div class={css.head}>
        <h1>{t('app.tidy')}</h1>
        <fieldset class={css.views}>
          <legend class={css.said}>{t('tidy.views')}</legend>
          {VIEWS.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="tidy"
                data-testid={`tidy-${name}`}
                checked={view === name}
                onChange={() => {
                  shown.value = name;
                }}
              />
              <span>{t(`tidy.${name}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {view === 'map' ? <PhotoMap /> : <LookAlikes key={view} copies={view === 'duplicates'} />}
    </div>
  );
}
