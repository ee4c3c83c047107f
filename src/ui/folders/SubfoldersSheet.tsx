import { useEffect, useState } from 'preact/hooks';
import type { SourceState, Subfolder } from '#workers/library/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import sheet from '../parts/Sheet.module.css';
import { sourceName } from '../parts/source-name';
import { useSession } from '../use-session';
import css from './Folders.module.css';

/** The subfolders of a source, each with a box that is checked as long as the folder's photos are shown. */
export function SubfoldersSheet({ source, onClose }: { source: SourceState; onClose: () => void }) {
  const { library } = useSession();
  const [folders, setFolders] = useState<readonly Subfolder[] | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async () => setFolders((await library.subfolders(source.id)) ?? []);
  useEffect(() => void read(), []);
  const change = async (path: string, out: boolean) => {
    setBusy(true);
    const isIn = (one: string) => one === path || one.startsWith(`${path}/`);
    setFolders(folders?.map((one) => (isIn(one.path) ? { ...one, leftOut: out } : one)) ?? null);
    await library.leaveFolderOut(source.id, path, out);
    await read();
    setBusy(false);
  };
  return (
    <Sheet open title={t('folders.subfoldersOf', { name: sourceName(source) })} onClose={onClose}>
      <p class={css.intro}>{t('folders.subfoldersText')}</p>
      {folders === null && <p class={css.quiet}>{t('folders.reading')}</p>}
      {folders?.length === 0 && <p class={css.quiet}>{t('folders.noSubfolders')}</p>}
      <ul aria-busy={busy}>
        {folders?.map(({ path, photos, leftOut }) => {
          const steps = path.split('/');
          const above = folders.some((one) => one.leftOut && path.startsWith(`${one.path}/`));
          return (
            <li key={path} class={css.folder} style={{ paddingInlineStart: `${(steps.length - 1) * 20}px` }}>
              <label>
                <input
                  type="checkbox"
                  data-testid="subfolder"
                  data-path={path}
                  checked={!leftOut}
                  disabled={busy || above}
                  onChange={(event) => void change(path, !event.currentTarget.checked)}
                />
                <span>{steps.at(-1)}</span>
                <small>{leftOut ? t('folders.leftOut') : t('library.photos', { count: photos })}</small>
              </label>
            </li>
          );
        })}
      </ul>
      <div class={sheet.actions}>
        <Button variant="primary" onClick={onClose}>
          {t('app.close')}
        </Button>
      </div>
    </Sheet>
  );
}
