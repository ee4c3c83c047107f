import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';
import { Thumbnail } from '../../grid/Thumbnail';
import { viewPhotos } from '../../grid/viewing';
import { t } from '../../i18n';
import { useSession } from '../../use-session';
import { Since, State, WorkState } from '../WorkState';
import css from './Map.module.css';
import { MapCanvas } from './MapCanvas';
import { type Point, pointsOf } from './points';

/** Smallest number of photos that have a map. */
const FEWEST = 5;
/** Most photos in view that are listed below the map. */
const MOST_LISTED = 40;

/** A map of all photos, on which similar ones are near each other; good matches of the query are marked. */
export function PhotoMap() {
  const session = useSession();
  const { tidy } = session;
  const photos = session.photos.value;
  const work = tidy.map.value;
  const { result } = work;
  const enough = photos.length >= FEWEST;
  const cards = useMemo(() => new Map(photos.map((card) => [card.no, card])), [photos]);
  const points = useMemo(() => (result ? pointsOf(result, cards) : []), [result, cards]);
  const marked = useMarked(session);
  const [inView, setInView] = useState<readonly Point[]>([]);

  useEffect(() => {
    if (enough && !tidy.map.peek().result && tidy.map.peek().ended === null) tidy.drawMap();
  }, [enough]);

  if (!enough) {
    return (
      <State name="few">
        <p>{t('tidy.mapTooFew')}</p>
      </State>
    );
  }
  if (!result || work.progress !== null || work.ended !== null) {
    return (
      <WorkState
        work={work}
        doing={(percent) => t('tidy.drawing', { percent })}
        onStop={() => tidy.stopMap()}
        onAgain={() => tidy.drawMap()}
      />
    );
  }
  const open = (around: readonly PhotoCard[], index: number) =>
    viewPhotos({ photos: around, matches: null, index });
  const here = points.filter(({ card }) => marked.has(card.no)).length;
  const about = [
    t('tidy.mapText', { count: points.length }),
    here > 0 && t('tidy.mapMarked', { count: here }),
  ].filter(Boolean);
  const listed = inView.slice(0, MOST_LISTED).map(({ card }) => card);
  return (
    <div class={css.whole}>
      <p class={css.about}>{about.join(' ')}</p>
      <Since added={work.added} again={t('tidy.mapAgain')} onAgain={() => tidy.drawMap()} />
      <MapCanvas
        points={points}
        marked={marked}
        label={`${about.join(' ')} ${t('tidy.mapKeys')}`}
        onRest={setInView}
        onOpen={(around) =>
          open(
            around.map(({ card }) => card),
            0,
          )
        }
      />
      <h2 class={css.inView} aria-live="polite">
        {t('tidy.inView', { count: inView.length })}
      </h2>
      <ul class={css.strip} data-testid="map-in-view" data-count={inView.length}>
        {listed.map((card, index) => (
          <li key={card.no}>
            <button type="button" aria-label={card.name} onClick={() => open(listed, index)}>
              <Thumbnail photo={card} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Returns the strong and good matches of the present query, or all if it has only conditions. */
function useMarked({ answer }: Pick<Session, 'answer'>): ReadonlySet<PhotoNo> {
  const finding = answer.value;
  return useMemo(() => {
    if (finding.state !== 'found') return new Set();
    const sure = finding.matches.filter(({ strength }) => !finding.ranked || strength !== 'maybe');
    return new Set(sure.map(({ photo }) => photo.no));
  }, [finding]);
}
