import { useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { cityName } from '#core/query/cities';
import type { Trip } from '#core/trips';
import type { NamedPlace } from '#session/atlas/contract';
import { pointName, tripName } from '../filter/place-names';
import { rangeName } from '../filter/words';
import { spoken, t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Atlas.module.css';
import { showPhotos } from './asking';
import { PhotoRow } from './PhotoRow';

type Cards = ReadonlyMap<PhotoNo, PhotoCard>;

/** Rows that are shown at first. */
const FEW = { trips: 4, places: 8 };

/** Trips, the newest first; nothing if there are none. */
export function Trips({ trips, cards }: { trips: readonly Trip[]; cards: Cards }) {
  const session = useSession();
  return (
    <List title={t('atlas.trips')} about={t('atlas.tripsHow')} few={FEW.trips} items={trips} testId="trips">
      {({ from, before, bounds, photos, cover, stays }) => (
        <PhotoRow
          key={from}
          cover={cards.get(cover)}
          name={tripName(stays, session.finding)}
          more={rangeName({ from, before })}
          photos={photos}
          testId="trip"
          onClick={() => showPhotos(session, bounds, { from, before })}
        />
      )}
    </List>
  );
}

/** Places by name, the most photos first: all that the map shows, without the map. */
export function PlacesByName({ places, cards }: { places: readonly NamedPlace[]; cards: Cards }) {
  const session = useSession();
  return (
    <List title={t('atlas.byName')} few={FEW.places} items={places} testId="by-name">
      {({ city, at, bounds, photos, cover }) => (
        <PhotoRow
          key={`${at.latitude} ${at.longitude}`}
          cover={cards.get(cover)}
          name={city ? cityName(city, spoken.value) : pointName(at, session.finding)}
          photos={photos}
          testId="named-place"
          onClick={() => showPhotos(session, bounds)}
        />
      )}
    </List>
  );
}

interface ListProps<T> {
  title: string;
  about?: string;
  few: number;
  items: readonly T[];
  testId: string;
  children: (item: T) => preact.ComponentChild;
}

function List<T>({ title, about, few, items, testId, children }: ListProps<T>) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, few);
  return (
    <section data-testid={testId} data-count={items.length}>
      <h2>{title}</h2>
      {about && <p class={css.quiet}>{about}</p>}
      <ul class={css.rows}>{shown.map(children)}</ul>
      {shown.length < items.length && (
        <Button variant="plain" onClick={() => setAll(true)}>
          {t('atlas.all', { count: items.length })}
        </Button>
      )}
    </section>
  );
}
