import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { pickedFrom } from '../library/inputs';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';

/** Adds a model of the user's own, from a folder or an address. */
export function AddModel() {
  const { models } = useSession();
  const folder = useRef<HTMLInputElement>(null);
  const address = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const during = async (work: Promise<unknown>) => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  return (
    <details>
      <summary>{t('models.own')}</summary>
      <p class={css.quiet}>{t('models.ownText')}</p>
      <input
        ref={folder}
        hidden
        type="file"
        multiple
        data-testid="model-folder"
        // Spread, because Preact's types lack this attribute, which some browsers do not support.
        {...{ webkitdirectory: true }}
        onChange={() => {
          const picked = pickedFrom(folder.current);
          const name = picked[0]?.file.webkitRelativePath.split('/')[0] || t('models.own');
          if (picked.length > 0) void during(models.addFolder(name, picked));
        }}
      />
      <form
        class={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void during(models.addAddress(address.current?.value ?? ''));
        }}
      >
        <Button disabled={busy} onClick={() => folder.current?.click()}>
          {t('library.chooseFolder')}
        </Button>
        <label>
          <span>{t('models.address')}</span>
          <input
            ref={address}
            required
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://huggingface.co/owner/model/resolve/main/"
            data-testid="model-address"
          />
        </label>
        <Button type="submit" disabled={busy} data-testid="model-address-add">
          {busy ? t('models.looking') : t('models.add')}
        </Button>
      </form>
    </details>
  );
}
