import { useEffect, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { Match } from '#session/finding/contract';
import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './Clip.module.css';

interface Props {
  photo: PhotoCard;
  /** Where it is opened; at its beginning if it was not found by a query. */
  moment: Match['moment'];
  onStep: (by: 1 | -1) => void;
}

/** Until the user turns the sound on, and from then on as it was left. */
let muted = true;

/** A horizontal movement of a finger over this many CSS pixels goes to another photo. */
const SWIPE = 60;
/** Height of the browser's own controls, where a finger moves the position. */
const CONTROLS = 72;

/** The player over the picture of a video. If the video cannot be played, it says so, and the picture is seen. */
export function Clip({ photo, moment, onStep }: Props) {
  const { library } = useSession();
  const url = useUrl(() => library.clip(photo.no));
  const poster = useUrl(() => library.picture(moment?.picture ?? photo.no));
  const [failed, setFailed] = useState(false);
  const [from, setFrom] = useState<number | null>(null);

  if (url === undefined) return null;
  if (url === null || failed) {
    return (
      <p class={css.unplayable} role="status" data-testid="clip-unplayable">
        {t('photo.unplayable')}
      </p>
    );
  }
  return (
    <video
      class={css.clip}
      data-testid="clip"
      aria-label={t('photo.clip', { name: photo.name })}
      src={url}
      poster={poster ?? undefined}
      controls
      playsInline
      muted={muted}
      preload="metadata"
      onLoadedMetadata={({ currentTarget }) => {
        if (moment) currentTarget.currentTime = moment.seconds;
      }}
      onVolumeChange={({ currentTarget }) => {
        muted = currentTarget.muted;
      }}
      onError={() => setFailed(true)}
      onTouchStart={({ currentTarget, touches: [touch] }) => {
        const { bottom } = currentTarget.getBoundingClientRect();
        setFrom(touch && touch.clientY < bottom - CONTROLS ? touch.clientX : null);
      }}
      onTouchEnd={({ changedTouches: [touch] }) => {
        const by = touch && from !== null ? touch.clientX - from : 0;
        if (Math.abs(by) > SWIPE) onStep(by < 0 ? 1 : -1);
      }}
    />
  );
}

/** Returns an object URL, which is revoked with the component; undefined until it is there, null if there is none. */
function useUrl(read: () => Promise<string | null>): string | null | undefined {
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    const revoke = () => made && URL.revokeObjectURL(made);
    read().then((found) => {
      made = found;
      if (gone) revoke();
      else setUrl(found);
    });
    return () => {
      gone = true;
      revoke();
    };
  }, []);
  return url;
}

/** Plays or pauses the video inside an element. @returns whether there is one */
export function togglePlaying(inside: Element | undefined): boolean {
  const video = inside?.querySelector('video');
  if (!video) return false;
  if (!video.paused) video.pause();
  // The browser shows by itself why it does not play.
  else video.play().catch((error) => console.warn('The video does not play:', error));
  return true;
}
