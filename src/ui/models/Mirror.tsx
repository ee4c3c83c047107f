import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';

/** The server that models are downloaded from: the public hub, or a mirror of the user's. */
export function Mirror() {
  const { models } = useSession();
  const mirror = models.mirror.value;
  const field = useRef<HTMLInputElement>(null);
  return (
    <details>
      <summary>{t('models.mirror')}</summary>
      <form
        class={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void models.setMirror(field.current?.value || null);
        }}
      >
        <label>
          <span>{t('models.mirrorText')}</span>
          <input
            ref={field}
            key={mirror}
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://huggingface.co/"
            data-testid="mirror"
            defaultValue={mirror ?? ''}
          />
        </label>
        <Button type="submit" data-testid="mirror-save">
          {t('models.save')}
        </Button>
      </form>
    </details>
  );
}
