import { useEffect, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { classes } from '../parts/classes';
import { useSession } from '../use-session';
import css from './Thumbnail.module.css';

/** Delay in milliseconds: photos that only pass by while scrolling are not read from the disk. */
const WORTH_READING = 40;

/**
 * The thumbnail of a photo, filling its parent; its average colour until it is loaded. A cached thumbnail
 * appears without fading in. Pass the photo's number as `key`.
 */
export function Thumbnail({ photo }: { photo: PhotoCard }) {
  const session = useSession();
  const [first] = useState(() => session.cachedThumbnail(photo.no));
  const [url, setUrl] = useState(first);
  const [shown, setShown] = useState(false);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (url) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const found = await session.thumbnail(photo.no, tries > 1);
      if (!gone && found) setUrl(found);
    }, WORTH_READING);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [url, session, photo.no, tries]);

  return (
    <span class={css.ground} style={{ backgroundColor: `#${photo.color.toString(16).padStart(6, '0')}` }}>
      {url && (
        <img
          src={url}
          alt=""
          draggable={false}
          decoding={first ? 'sync' : 'async'}
          class={classes(css.image, (shown || first) && css.shown)}
          onLoad={() => setShown(true)}
          onError={() => {
            // The URL was evicted from the cache and revoked, or its bytes are damaged: requests a new one.
            if (tries < 3) setUrl(null);
            setTries(tries + 1);
          }}
        />
      )}
    </span>
  );
}
