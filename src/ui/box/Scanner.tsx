import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import css from './AddBox.module.css';
import { type CameraTrouble, watchCamera } from './camera';

interface Props {
  onCode: (text: string) => void;
  onTrouble: (trouble: CameraTrouble) => void;
  onStop: () => void;
}

/** Shows the camera and scans for codes while it is mounted. */
export function Scanner({ onCode, onTrouble, onStop }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  // The camera is started once; the ref makes it call the latest callbacks.
  const handlers = useRef({ onCode, onTrouble });
  handlers.current = { onCode, onTrouble };
  useEffect(() => {
    if (!video.current) return;
    return watchCamera(
      video.current,
      (text) => handlers.current.onCode(text),
      (trouble) => handlers.current.onTrouble(trouble),
    );
  }, []);
  return (
    <div class={css.scanner}>
      <video ref={video} muted playsInline data-testid="box-camera" aria-label={t('box.camera')} />
      <p class={css.quiet}>{t('box.scanHint')}</p>
      <Button onClick={onStop}>{t('box.scanStop')}</Button>
    </div>
  );
}
