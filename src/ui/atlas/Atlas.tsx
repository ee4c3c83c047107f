import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { GeoBounds } from '#core/bounds';
import type { Atlas as AtlasFeature } from '#session/atlas/contract';
import type { Located } from '#workers/search/contract';
import { spoken, t } from '../i18n';
import { AddPhotos } from '../library/AddPhotos';
import { Button } from '../parts/Button';
import { useAsked } from '../parts/use-asked';
import { useSession } from '../use-session';
import css from './Atlas.module.css';
import { searchWithin, showPhotos } from './asking';
import { citiesOnMap } from './city-labels';
import { pointsOf } from './gathering';
import { PlacesByName, Trips } from './Lists';
import { WorldMap } from './WorldMap';

/** The place of places: a map of where photos were taken, trips, and places by name. */
export function Atlas() {
  const { opened, photos } = useSession();
  const atlas = useAsked((session) => session.atlas());
  useEffect(() => atlas?.follow(), [atlas]);
  if (!opened.value) return null;
  const located = atlas?.located.value;
  const total = photos.value.length;
  return (
    <div class={css.atlas} data-testid="atlas" data-located={located?.photos.length}>
      <h1>{t('app.atlas')}</h1>
      {total === 0 ? (
        <div class={css.state} data-testid="atlas-empty">
          <p>{t('atlas.empty')}</p>
          <AddPhotos />
        </div>
      ) : atlas && located && located.photos.length > 0 ? (
        <Whole atlas={atlas} located={located} />
      ) : atlas?.failed.value ? (
        <div class={css.state} role="alert">
          <p>{t('atlas.failed')}</p>
          <Button data-testid="atlas-again" onClick={() => atlas.read()}>
            {t('app.tryAgain')}
          </Button>
        </div>
      ) : located ? (
        <div class={css.state} data-testid="atlas-none">
          <p>{t('atlas.none')}</p>
          <p class={css.quiet}>{t('atlas.why')}</p>
          <p class={css.quiet}>{t('atlas.how')}</p>
        </div>
      ) : (
        <p class={css.state} role="status">
          {t('atlas.reading')}
        </p>
      )}
    </div>
  );
}

function Whole({ atlas, located }: { atlas: AtlasFeature; located: Located }) {
  const session = useSession();
  const [selecting, setSelecting] = useState(false);
  const boundsInView = useRef<(() => GeoBounds) | null>(null);
  const photos = session.photos.value;
  const cards = useMemo(() => new Map(photos.map((card) => [card.no, card])), [photos]);
  const points = useMemo(() => pointsOf(located), [located]);
  const cities = atlas.cities.value;
  const names = useMemo(() => citiesOnMap(cities, spoken.value), [cities, spoken.value]);
  const { places: asked } = session.query.value.filter;
  const areas = useMemo(() => asked.flatMap((area) => ('within' in area ? [] : area)), [asked]);
  const count = located.photos.length;
  useEffect(() => {
    if (!selecting) return;
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && setSelecting(false);
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [selecting]);
  return (
    <>
      <p class={css.quiet}>{t('atlas.about', { count, total: photos.length })}</p>
      <div class={css.whole}>
        <div class={css.mapSide}>
          <WorldMap
            points={points}
            cards={cards}
            cities={names}
            areas={areas}
            selecting={selecting}
            onGroup={({ bounds }) => showPhotos(session, bounds)}
            onArea={(bounds) => searchWithin(session, bounds)}
            onReady={(inView) => {
              boundsInView.current = inView;
            }}
          />
          <div class={css.verbs}>
            <Button
              data-testid="area-select"
              aria-pressed={selecting}
              onClick={() => setSelecting(!selecting)}
            >
              {t('atlas.select')}
            </Button>
            <Button
              data-testid="area-search"
              onClick={() => boundsInView.current && searchWithin(session, boundsInView.current())}
            >
              {t('atlas.searchHere')}
            </Button>
            <p class={css.quiet} role="status">
              {selecting && t('atlas.selecting')}
            </p>
          </div>
        </div>
        <div class={css.lists}>
          <Trips trips={located.trips} cards={cards} />
          {atlas.places.value && <PlacesByName places={atlas.places.value} cards={cards} />}
        </div>
      </div>
    </>
  );
}
