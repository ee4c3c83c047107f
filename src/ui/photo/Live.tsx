import { CirclePlay } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Clip.module.css';

/** Plays the clip of a motion or Live Photo once over its picture. */
export function Live({ photo }: { photo: PhotoCard }) {
  const { library } = useSession();
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<'stillOnly' | 'noCodec' | null>(null);
  const stop = () => setUrl(null);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const play = async () => {
    const found = await library.clip(photo.no);
    setProblem(found === null ? 'stillOnly' : null);
    setUrl(found);
  };
  return (
    <>
      <IconButton
        icon={CirclePlay}
        name={t('photo.live')}
        aria-pressed={url !== null}
        data-testid="live"
        onClick={() => (url ? stop() : void play())}
      />
      {url && (
        <video
          class={css.live}
          data-testid="live-clip"
          src={url}
          autoPlay
          muted
          playsInline
          onEnded={stop}
          onError={() => {
            stop();
            setProblem('noCodec');
          }}
        />
      )}
      {problem && (
        <p class={css.unplayable} role="status" data-testid="clip-unplayable" data-problem={problem}>
          {t(`photo.${problem}`)}
        </p>
      )}
    </>
  );
}
