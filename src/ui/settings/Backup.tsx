import { useRef, useState } from 'preact/hooks';
import type { BackupState } from '#session/backup/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** The library as one file: written, and merged with what is here; and lists for other programs. */
export function Backup() {
  const session = useSession();
  const { backup, export: exporting } = session;
  const input = useRef<HTMLInputElement>(null);
  const [previews, setPreviews] = useState(true);
  const [settings, setSettings] = useState(false);
  const state = backup.state.value;
  const isBusy = state.doing === 'writing' || state.doing === 'reading';
  const nos = () => session.photos.peek().map(({ no }) => no);
  const isEmpty = session.photos.value.length === 0;
  return (
    <div class={css.body} data-testid="backup" data-doing={state.doing}>
      <p>{t('backup.text')}</p>
      <label class={css.choice}>
        <input
          type="checkbox"
          checked={previews}
          onChange={({ currentTarget }) => setPreviews(currentTarget.checked)}
        />
        <span>{t('backup.previews')}</span>
      </label>
      <div class={css.verbs}>
        <Button disabled={isBusy || isEmpty} onClick={() => void backup.write({ previews })}>
          {t('backup.write')}
        </Button>
      </div>
      <p class={css.quiet}>{t('backup.readText')}</p>
      <label class={css.choice}>
        <input
          type="checkbox"
          checked={settings}
          onChange={({ currentTarget }) => setSettings(currentTarget.checked)}
        />
        <span>{t('backup.settings')}</span>
      </label>
      <div class={css.verbs}>
        <Button disabled={isBusy} onClick={() => input.current?.click()}>
          {t('backup.read')}
        </Button>
        {isBusy && <Button onClick={() => void backup.stop()}>{t('backup.stop')}</Button>}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="backup-file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // Else the same file could not be picked again.
          if (file) void backup.read(file, { settings });
          currentTarget.value = '';
        }}
      />
      <p role="status" data-testid="backup-result">
        {wordsOf(state)}
      </p>
      <p class={css.quiet}>{t('backup.listsText')}</p>
      <div class={css.verbs}>
        <Button disabled={isEmpty} onClick={() => void exporting.list('csv', nos())}>
          CSV
        </Button>
        <Button disabled={isEmpty} onClick={() => void exporting.list('json', nos())}>
          JSON
        </Button>
        <Button disabled={isEmpty} onClick={() => void backup.sidecars()}>
          XMP
        </Button>
      </div>
    </div>
  );
}

function wordsOf(state: BackupState): string {
  switch (state.doing) {
    case 'nothing':
      return '';
    case 'stopped':
      return t('backup.stopped');
    case 'written':
      return t('backup.written', { count: state.photos });
    case 'writing':
    case 'reading':
      return t('backup.progress', { done: state.done, total: state.total });
    case 'read': {
      const { ending, photos, fresh, joined, words, unwanted, searches, skipped } = state;
      if (ending === 'foreign' || ending === 'newer') return t(`backup.${ending}`);
      return [
        t('backup.came', { count: photos, fresh, joined }),
        searches > 0 && t('backup.searches', { count: searches }),
        words > 0 && t('backup.words', { count: words }),
        unwanted > 0 && t('backup.unwanted', { count: unwanted }),
        skipped > 0 && t('backup.skipped', { count: skipped }),
        ending !== 'whole' && t(ending === 'stopped' ? 'backup.cut' : `backup.${ending}`),
      ]
        .filter(Boolean)
        .join(' ');
    }
  }
}
