import { signal } from '@preact/signals';
import { t } from '../i18n';
import { later } from '../parts/later';
import { Segments } from '../parts/Segments';
import { useSession } from '../use-session';
import { LookAlikes } from './LookAlikes';
import css from './Tidy.module.css';

// Loaded lazily, because it imports d3-zoom.
const PhotoMap = later(async () => (await import('./map/PhotoMap')).PhotoMap);

const VIEWS = ['duplicates', 'similar', 'map'] as const;

/** A module signal, so that it survives while another place is open. */
const shown = signal<(typeof VIEWS)[number]>('duplicates');

/** The place for tidying: copies, similar photos, and the map of all photos. */
export function Tidy() {
  const { opened } = useSession();
  if (!opened.value) return null;
  const view = shown.value;
  return (
    <div class={css.tidy}>
      <div class={css.head}>
        <h1>{t('app.tidy')}</h1>
        <Segments
          name={t('tidy.views')}
          unsaid
          options={VIEWS.map((name) => ({ value: name, name: t(`tidy.${name}`), testId: `tidy-${name}` }))}
          value={view}
          onChoose={(name) => {
            shown.value = name;
          }}
        />
      </div>
      {view === 'map' ? <PhotoMap /> : <LookAlikes key={view} copies={view === 'duplicates'} />}
    </div>
  );
}
