import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { pickedFrom } from '../library/inputs';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';

/** Takes files of models that were downloaded elsewhere, for devices without a connection. */
export function HandOver() {
  const { models } = useSession();
  const files = useRef<HTMLInputElement>(null);
  return (
    <details>
      <summary>{t('models.handOver')}</summary>
      <p class={css.quiet}>{t('models.handOverText')}</p>
      <input
        ref={files}
        hidden
        type="file"
        multiple
        data-testid="model-files"
        onChange={() => {
          const picked = pickedFrom(files.current);
          if (picked.length > 0) models.handOver(picked);
        }}
      />
      <Button onClick={() => files.current?.click()}>{t('models.handOverChoose')}</Button>
    </details>
  );
}
