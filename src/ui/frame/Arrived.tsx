import { Camera, Folder, Images } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Shortcut } from '#core/system-names';
import type { Added } from '#session/library/contract';
import { t } from '../i18n';
import { chooseFiles, chooseFolder } from '../library/inputs';
import { Button } from '../parts/Button';
import { focusOn } from '../parts/focus';
import { Sheet } from '../parts/Sheet';
import { useSession } from '../use-session';
import { PastedSheet } from './PastedSheet';
import css from './PastedSheet.module.css';

/** Deals with what the system handed to the app: shared files, or a shortcut of its icon's menu. */
export function Arrived() {
  const { system, photos } = useSession();
  const [arrival] = system.arrivals.value;
  if (!arrival) return null;
  const close = (added?: Promise<Added>) => system.taken(added);
  if (arrival.kind === 'shortcut')
    return <Shortcuts key={arrival.id} shortcut={arrival.shortcut} onClose={close} />;
  const { files, id } = arrival;
  const [file] = files;
  // A picture may be a query if there is something to compare it with.
  if (file && files.length === 1 && file.type.startsWith('image/') && photos.value.length > 0) {
    return <PastedSheet key={id} file={file} title={t('outside.arrived', { count: 1 })} onClose={close} />;
  }
  return <SharedSheet key={id} files={files} onClose={close} />;
}

interface SharedProps {
  files: readonly File[];
  onClose: (added?: Promise<Added>) => void;
}

function SharedSheet({ files, onClose }: SharedProps) {
  const { library } = useSession();
  const add = () => onClose(library.addFiles(files.map((file) => ({ file, path: file.name }))));
  return (
    <Sheet open title={t('outside.arrived', { count: files.length })} onClose={() => onClose()}>
      <div class={css.verbs}>
        <Button variant="primary" icon={Images} data-testid="shared-add" onClick={add}>
          {t('outside.add')}
        </Button>
      </div>
      <p class={css.hint}>{t('outside.addHint')}</p>
    </Sheet>
  );
}

/** Browsers open a picker or the camera only after a touch, so the shortcut ends one touch before it. */
function Shortcuts({ shortcut, onClose }: { shortcut: Shortcut; onClose: () => void }) {
  const session = useSession();
  const camera = useRef<HTMLInputElement>(null);
  useEffect(() => {
    session.go('find');
    if (shortcut !== 'search') return;
    focusOn('field', { recent: true });
    onClose();
  }, [shortcut]);
  if (shortcut === 'search') return null;
  if (shortcut === 'camera') {
    const onPicture = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      const [picture] = currentTarget.files ?? [];
      if (picture) session.finding.askPhoto(picture);
      onClose();
    };
    return (
      <Sheet open title={t('outside.search')} onClose={onClose}>
        <div class={css.verbs}>
          <Button variant="primary" icon={Camera} onClick={() => camera.current?.click()}>
            {t('outside.camera')}
          </Button>
        </div>
        <p class={css.hint}>{t('outside.likeHint')}</p>
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          data-testid="camera-input"
          onChange={onPicture}
        />
      </Sheet>
    );
  }
  const choose = (verb: () => unknown) => () => {
    void verb();
    onClose();
  };
  return (
    <Sheet open title={t('library.add')} onClose={onClose}>
      <div class={css.verbs}>
        <Button variant="primary" icon={Images} onClick={choose(chooseFiles)}>
          {t('library.choosePhotos')}
        </Button>
        <Button icon={Folder} onClick={choose(() => chooseFolder(session.library))}>
          {t('library.chooseFolder')}
        </Button>
      </div>
    </Sheet>
  );
}
