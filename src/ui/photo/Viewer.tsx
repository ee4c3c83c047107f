import type PhotoSwipe from 'photoswipe';
import { createPortal } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';
import { NO_QUERY } from '#session/finding/contract';
import { closeViewer, type Viewing } from '../grid/viewing';
import { overPage } from '../parts/back';
import { RegionLayer } from '../region/RegionLayer';
import { useRegion } from '../region/use-region';
import { startSlideshow } from '../slideshow/starting';
import { useSession } from '../use-session';
import { togglePlaying } from './Clip';
import { queueEarlyKeys } from './early-keys';
import { canJudge, judge } from './judging';
import { closeLightbox, openLightbox, removeShown } from './lightbox';
import css from './Viewer.module.css';
import { ViewerControls } from './ViewerControls';

interface Shown {
  photo: PhotoCard;
  index: number;
  total: number;
}

/** The viewer: one photo, edge to edge. The browser's Back button closes it too. */
export function Viewer({ viewing }: { viewing: Viewing }) {
  const session = useSession();
  const lightbox = useRef<PhotoSwipe | null>(null);
  const [room, setRoom] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [loading, setLoading] = useState(false);
  const [info, setInfo] = useState(false);
  const infoOpen = useRef(info);
  infoOpen.current = info;
  const region = useRegion();
  const beginRegion = () => {
    setInfo(false);
    region.begin();
  };
  const [order] = useState(() => [...viewing.photos]);

  useEffect(() => {
    let seen: number | null = null;
    const pswp = openLightbox({
      session,
      order,
      pictureOf: ({ no }) => matchOf(viewing, no)?.moment?.picture ?? no,
      linesOf: ({ no }) => cornersOf(session, no, matchOf(viewing, no)?.lines),
      index: viewing.index,
      className: css.viewer ?? '',
      aside: () => region.space() ?? spaceOfInfo(infoOpen.current),
      onShown: (photo, index) => {
        seen = photo.no;
        setShown({ photo, index, total: order.length });
      },
      onLoading: setLoading,
      onKey: (event) => {
        if (region.takes(event)) return true;
        if (lightbox.current?.element?.querySelector('dialog[open], :popover-open')) return true;
        if (isWriting(event.target) && event.key !== 'Escape') return true;
        if (event.ctrlKey || event.metaKey || event.altKey) return false;
        if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) {
          return togglePlaying(lightbox.current?.element);
        }
        if (event.key === 'f') toggleFavourite(session, seen);
        else if ((event.key === 'm' || event.key === 'n') && seen !== null && canJudge(session)) {
          judge(session, [seen], event.key === 'm');
        } else if (event.key === 'i') setInfo((open) => !open);
        else if (event.key === 'p' && !order[pswp.currIndex]?.video) beginRegion();
        else if (event.key === 'Escape' && infoOpen.current) setInfo(false);
        else return false;
        return true;
      },
      onClosing: () => setRoom(null),
      onClosed: () => {
        lightbox.current = null;
        closeViewer(seen);
      },
    });
    lightbox.current = pswp;
    setRoom(pswp.element ?? null);
    const photo = order[pswp.currIndex];
    if (photo) {
      seen = photo.no;
      setShown({ photo, index: pswp.currIndex, total: order.length });
    }

    const gone = overPage(() => closeLightbox(pswp));
    const forgetEarlyKeys = queueEarlyKeys(pswp);
    return () => {
      forgetEarlyKeys();
      pswp.destroy();
      gone();
    };
  }, []);

  useLayoutEffect(() => {
    if (lightbox.current?.currSlide) lightbox.current.updateSize(true);
  }, [info, region.below]);

  if (!room || !shown) return null;
  // `order` has the cards as they were when the viewer opened; this is the current one.
  const photo = session.photos.value.find(({ no }) => no === shown.photo.no) ?? shown.photo;
  const close = () => lightbox.current && closeLightbox(lightbox.current);
  if (region.isOpen && lightbox.current) {
    return createPortal(
      <div class={css.controls}>
        <RegionLayer
          pswp={lightbox.current}
          {...{ photo, loading }}
          onRoom={region.setBelow}
          onLeave={region.end}
          onAsked={close}
        />
      </div>,
      room,
    );
  }
  return createPortal(
    <ViewerControls
      {...shown}
      photo={photo}
      match={matchOf(viewing, shown.photo.no) ?? null}
      loading={loading}
      info={info}
      onInfo={() => setInfo(!info)}
      onStep={(by) => lightbox.current?.goTo(shown.index + by)}
      onClose={close}
      onFavourite={() => toggleFavourite(session, photo.no)}
      onLike={() => {
        session.ask({ ...NO_QUERY, photo: { kind: 'library', card: shown.photo } });
        close();
      }}
      onSlideshow={() => {
        const onEnd = (seen: PhotoNo) => lightbox.current?.goTo(order.findIndex(({ no }) => no === seen));
        startSlideshow({ photos: [...order], index: shown.index, onEnd });
      }}
      regionVerb={region.verb}
      onRegion={beginRegion}
      onRemove={() => {
        void session.library.removePhotos([shown.photo.no]);
        if (lightbox.current) removeShown(lightbox.current, order);
      }}
    />,
    room,
  );
}

function matchOf({ matches }: Viewing, no: PhotoNo) {
  return matches?.find(({ photo }) => photo.no === no);
}

/** Returns the corners of some lines that were read in a photo. */
async function cornersOf({ words }: Pick<Session, 'words'>, no: PhotoNo, lines: readonly number[] = []) {
  const read = lines.length > 0 ? await (await words())?.in(no) : null;
  return lines.flatMap((line) => (read?.[line] ? [read[line].corners] : []));
}

function toggleFavourite({ photos, mark }: Pick<Session, 'photos' | 'mark'>, photo: PhotoNo | null): void {
  const card = photos.peek().find(({ no }) => no === photo);
  if (card) void mark([card.no], { favourite: !card.favourite });
}

/** Whether a key is typed into a field, or moves a video that has the focus, and so is not meant for the viewer. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLVideoElement;
}

/** Returns the space that the panel takes; the same sizes as in PhotoInfo.module.css. */
function spaceOfInfo(open: boolean): { right: number; bottom: number } {
  if (!open) return { right: 0, bottom: 0 };
  return innerWidth >= 900 ? { right: 360, bottom: 0 } : { right: 0, bottom: innerHeight * 0.62 };
}
