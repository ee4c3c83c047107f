import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';

/** Takes files of models that were downloaded elsewhere, for devices without a connection. */
export function HandOver() {
  const { models } = useSession();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    // With the folder's own name: it tells the repository.
    const picked = Array.from(input.files ?? [], (file) => ({
      file,
      path: file.webkitRelativePath || file.name,
    }));
    input.value = '';
    if (picked.length > 0) models.handOver(picked);
  };
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
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input
        ref={folder}
        hidden
        type="file"
        multiple
        data-testid="model-files-folder"
        // Spread, because Preact's types lack this attribute, which some browsers do not support.
        {...{ webkitdirectory: true }}
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <Button onClick={() => files.current?.click()}>{t('models.handOverChoose')}</Button>{' '}
      <Button onClick={() => folder.current?.click()}>{t('models.handOverFolder')}</Button>
    </details>
  );
}
