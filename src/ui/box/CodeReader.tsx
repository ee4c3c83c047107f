import { Image, ScanQrCode } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import css from './AddBox.module.css';
import type { CameraTrouble } from './camera';
import { understand } from './pairing-text';
import { readCode } from './read-code';
import { Scanner } from './Scanner';

type Said = CameraTrouble | 'noCode' | 'notPicture' | 'otherCode' | 'read' | null;

interface Props {
  onBegin: () => void;
  onRead: (text: string) => void;
}

/** Reads the pairing text from its QR code, with the camera or from a picture. */
export function CodeReader({ onBegin, onRead }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [scanning, setScanning] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const take = (code: string) => {
    const isBox = understand(code).state === 'ready';
    setSaid(isBox ? 'read' : 'otherCode');
    if (!isBox) return;
    setScanning(false);
    onRead(code);
  };
  const choose = async () => {
    const [file] = input.current?.files ?? [];
    if (!file || !input.current) return;
    const outcome = await codeIn(file);
    // Otherwise choosing the same picture again would not fire a change event.
    input.current.value = '';
    if ('code' in outcome) take(outcome.code);
    else setSaid(outcome.said);
  };
  return (
    <div class={css.codes}>
      {scanning ? (
        <Scanner
          onCode={take}
          onTrouble={(trouble) => {
            setScanning(false);
            setSaid(trouble);
          }}
          onStop={() => setScanning(false)}
        />
      ) : (
        <div class={css.ways}>
          <Button
            icon={ScanQrCode}
            data-testid="box-scan"
            onClick={() => {
              onBegin();
              setSaid(null);
              setScanning(true);
            }}
          >
            {t('box.scan')}
          </Button>
          <Button icon={Image} onClick={() => input.current?.click()}>
            {t('box.picture')}
          </Button>
        </div>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        data-testid="box-picture"
        onChange={() => void choose()}
      />
      <p
        class={said && said !== 'read' ? css.wrong : css.quiet}
        aria-live="polite"
        data-testid="box-read"
        data-said={said}
      >
        {said && (said === 'read' ? t('box.read') : t(`box.trouble.${said}`))}
      </p>
    </div>
  );
}

async function codeIn(file: File): Promise<{ code: string } | { said: 'noCode' | 'notPicture' }> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return { said: 'notPicture' };
  const code = await readCode(picture);
  picture.close();
  return code === null ? { said: 'noCode' } : { code };
}
