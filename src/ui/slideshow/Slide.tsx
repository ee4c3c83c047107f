import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { useSession } from '../use-session';
import css from './Slideshow.module.css';

interface Props {
  photo: PhotoCard;
  /** Null if the picture cannot be had. */
  url: string | null;
  /** Whether a video plays. */
  plays: boolean;
  /** Tells whether a video plays in the picture's place, and so decides itself when it is over. */
  onClip: (there: boolean) => void;
  onOver: () => void;
}

/** Longest time of a video, in seconds. */
const LONGEST_CLIP = 30;
/** Most pixels of the screen for a pixel of a small picture, as in the viewer. */
const MOST_ENLARGED = 3;

/** One picture of the slideshow; of a video its picture, and over it the video without sound, if it can be played. */
export function Slide({ photo, url, plays, onClip, onOver }: Props) {
  const ground = `#${photo.color.toString(16).padStart(6, '0')}`;
  const most = {
    maxWidth: `${photo.width * MOST_ENLARGED}px`,
    maxHeight: `${photo.height * MOST_ENLARGED}px`,
  };
  return (
    <div class={css.slide} data-testid="slide" data-name={photo.name}>
      {url ? (
        <img src={url} alt={photo.name} class={css.picture} style={most} draggable={false} />
      ) : (
        <span class={css.missing} style={{ backgroundColor: ground }} />
      )}
      {photo.video && <Clip photo={photo} plays={plays} onClip={onClip} onOver={onOver} />}
    </div>
  );
}

function Clip({ photo, plays, onClip, onOver }: Omit<Props, 'url'>) {
  const { library } = useSession();
  const element = useRef<HTMLVideoElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    library.clip(photo.no).then((found) => {
      made = found;
      if (gone && found) URL.revokeObjectURL(found);
      else if (found) {
        setUrl(found);
        onClip(true);
      }
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
      onClip(false);
    };
  }, []);
  useEffect(() => {
    const video = element.current;
    if (!plays) video?.pause();
    // Refused: its picture is seen for the time of one.
    else video?.play().catch(() => onClip(false));
  }, [plays, url]);
  if (!url) return null;
  return (
    <video
      ref={element}
      class={css.picture}
      src={url}
      muted
      playsInline
      onTimeUpdate={({ currentTarget }) => currentTarget.currentTime > LONGEST_CLIP && onOver()}
      onEnded={onOver}
      onError={() => {
        setUrl(null);
        onClip(false);
      }}
    />
  );
}
