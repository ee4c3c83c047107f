import { useEffect, useState } from 'preact/hooks';
import type { FaceKey } from '#core/people';
import type { People } from '#session/people/contract';
import css from './Face.module.css';

interface Props {
  people: People;
  face: FaceKey;
  /** Its diameter in CSS pixels. */
  size: number;
}

/** A face in a circle; without words, because what is beside it says who it is. */
export function Face({ people, face, size }: Props) {
  const [url, setUrl] = useState<string | null>(null);
  const [photo, index] = face;
  useEffect(() => {
    let gone = false;
    setUrl(null);
    people.crop([photo, index]).then((found) => {
      if (!gone) setUrl(found);
    });
    return () => {
      gone = true;
    };
  }, [people, photo, index]);
  return (
    <span class={css.face} style={{ width: `${size}px`, height: `${size}px` }}>
      {url && <img src={url} alt="" width={size} height={size} data-testid="face-picture" />}
    </span>
  );
}
