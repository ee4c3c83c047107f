import { Images, ScanSearch } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { Added } from '#session/library/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import { useSession } from '../use-session';
import css from './PastedSheet.module.css';

interface Props {
  file: File;
  title?: string;
  /** @param added if it goes into the library */
  onClose: (added?: Promise<Added>) => void;
}

/** Asks whether a picture that was pasted, shared or opened is meant for the library or as a query. */
export function PastedSheet({ file, title, onClose }: Props) {
  const { finding, library } = useSession();
  const [url] = useState(() => URL.createObjectURL(file));
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const ask = () => {
    onClose();
    finding.askPhoto(file);
  };
  const add = () => onClose(library.addFiles([{ file, path: file.name }]));
  return (
    <Sheet open title={title ?? t('outside.pasted')} onClose={() => onClose()}>
      <img class={css.picture} src={url} alt="" />
      <div class={css.verbs}>
        <Button variant="primary" icon={ScanSearch} data-testid="pasted-like" onClick={ask}>
          {t('outside.like')}
        </Button>
        <Button icon={Images} data-testid="pasted-add" onClick={add}>
          {t('outside.add')}
        </Button>
      </div>
      <p class={css.hint}>{t('outside.likeHint')}</p>
    </Sheet>
  );
}
