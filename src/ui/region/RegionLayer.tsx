import { Search, TextSearch, User } from 'lucide';
import type PhotoSwipe from 'photoswipe';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { NO_QUERY } from '#session/finding/contract';
import { t } from '../i18n';
import { formatShare } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { useBack } from '../parts/back';
import { useSession } from '../use-session';
import { cutOut } from './cutting';
import { leastSize, middleOf, type Point, type Region } from './geometry';
import { type Action, act, type Mode } from './mode';
import { offersOf, type Thing } from './offers';
import css from './RegionLayer.module.css';
import { Surface } from './Surface';
import { usePlacement } from './use-placement';
import { useThings } from './use-things';

interface Props {
  pswp: PhotoSwipe;
  photo: PhotoCard;
  /** Whether its picture is still being read. */
  loading: boolean;
  /** Height of the panel, which the picture must leave free; 0 when it goes. */
  onRoom: (bottom: number) => void;
  onLeave: () => void;
  /** Something was asked for. */
  onAsked: () => void;
}

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Chooses a region of the shown picture, and searches for it, for the person or for the words in it. */
export function RegionLayer({ pswp, photo, loading, onRoom, onLeave, onAsked }: Props) {
  const session = useSession();
  const placement = usePlacement(pswp);
  const things = useThings(photo.no);
  const window = { width: innerWidth, height: innerHeight };
  const least = leastSize(photo, placement);
  const [mode, setMode] = useState<Mode>(() => ({
    region: middleOf(placement, window, least),
    gesture: null,
    isFresh: true,
  }));
  const { region, gesture } = mode;
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState(false);
  const cutting = useRef(false);
  const panel = useRef<HTMLDivElement>(null);
  const keys = useId();
  useBack(true, onLeave);

  const boxes = things.map(({ box }) => box);
  const dispatch = (action: Action) => setMode((now) => act(now, action, { placement, least, boxes }));
  const isDragged = gesture !== null;
  useEffect(() => {
    // What is dragged is said once it is let go.
    if (!isDragged) setSaid(placeSaid(region));
  }, [isDragged, region]);

  // Before anything is painted, so that the picture does not jump.
  useLayoutEffect(() => {
    onRoom(panel.current?.offsetHeight ?? 0);
    return () => onRoom(0);
  }, []);

  const ask = (change: Parameters<typeof session.ask>[0]) => {
    if (session.place.value !== 'find') session.go('find');
    session.ask({ ...NO_QUERY, ...change });
    onAsked();
  };
  const askLike = async () => {
    if (loading || cutting.current) return;
    cutting.current = true;
    setFailed(false);
    try {
      const image = pswp.currSlide?.content.element;
      if (!(image instanceof HTMLImageElement)) throw new Error('No picture is shown.');
      const part = await cutOut(image, region, photo.name);
      if (session.place.value !== 'find') session.go('find');
      session.finding.askPhoto(part, { isPart: true });
      onAsked();
    } catch (error) {
      console.warn('The part cannot be cut out:', error);
      setFailed(true);
    } finally {
      cutting.current = false;
    }
  };

  // PhotoSwipe hears the keys of the whole document; the viewer keeps those of this mode from it.
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = ARROWS[event.key];
    if (by) dispatch({ type: 'step', by, resizes: event.shiftKey });
    else if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    else void askLike();
    event.preventDefault();
  };
  const latestKey = useRef(onKey);
  latestKey.current = onKey;
  useEffect(() => {
    const hear = ({ originalEvent }: { originalEvent: KeyboardEvent }) => latestKey.current(originalEvent);
    pswp.on('keydown', hear);
    return () => pswp.off('keydown', hear);
  }, [pswp]);

  const offers = offersOf(region, things);
  return (
    <section
      class={css.layer}
      aria-label={t('region.find')}
      data-testid="region-mode"
      data-things={things.length}
    >
      <Surface
        {...{ region, placement, things, dispatch, window }}
        label={`${t('region.part')}. ${placeSaid(region)}`}
        describedBy={keys}
      />
      <p id={keys} hidden>
        {t('region.keys')}
      </p>
      <p class="visually-hidden" aria-live="polite" data-testid="region-said">
        {said}
      </p>
      <div ref={panel} class={css.panel}>
        <div class={css.offers}>
          {failed ? (
            <p role="alert">{t('photo.gone')}</p>
          ) : offers.length === 0 ? (
            <p>{t('region.hint')}</p>
          ) : (
            offers.map((offer) => (
              <Button
                key={offer.text}
                icon={offer.kind === 'person' ? User : TextSearch}
                class={css.offer}
                data-testid="region-offer"
                data-kind={offer.kind}
                data-words={offer.words}
                onClick={() => ask({ text: offer.text })}
              >
                {offerSaid(offer)}
              </Button>
            ))
          )}
        </div>
        <div class={css.verbs}>
          <Button data-testid="region-leave" onClick={onLeave}>
            {t('app.cancel')}
          </Button>
          <Button
            variant="primary"
            icon={Search}
            disabled={loading}
            data-testid="region-ask"
            onClick={() => void askLike()}
          >
            {t('region.like')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function offerSaid({ kind, words }: Thing): string {
  if (kind === 'words') return t('region.words', { text: words });
  return words ? t('region.person', { name: words }) : t('region.someone');
}

function placeSaid({ x, y, width, height }: Region): string {
  const share = (value: number) => formatShare(Math.round(value * 100) / 100);
  return t('region.said', { left: share(x), top: share(y), width: share(width), height: share(height) });
}
