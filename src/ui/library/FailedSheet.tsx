import { problemText, t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import sheet from '../parts/Sheet.module.css';
import { useSession } from '../use-session';
import css from './FailedSheet.module.css';

/**
 * Lists the files that could not be read, with the reasons. The rows stay in the document while the sheet is
 * closed (invisible, also to screen readers), so that other programs can count them.
 */
export function FailedSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { library } = useSession();
  const failed = library.failed.value;
  const after = (verb: () => void) => () => {
    verb();
    onClose();
  };
  return (
    <Sheet open={open && failed.length > 0} title={t('failed.title')} onClose={onClose}>
      <p class={css.intro}>{t('failed.intro')}</p>
      <ul>
        {failed.map(({ key, name, path, reason }) => {
          const { what, hint } = problemText(reason);
          return (
            <li key={key} class={css.row} data-testid="failed-photo" data-name={name} data-reason={reason}>
              <strong class={css.name}>{path || name}</strong>
              <span>{what}</span> <span class={css.hint}>{hint}</span>
            </li>
          );
        })}
      </ul>
      <div class={`${sheet.actions} ${css.actions}`}>
        <Button onClick={after(() => library.dismissFailed())}>{t('failed.dismiss')}</Button>
        {failed.some(({ retriable }) => retriable) && (
          <Button variant="primary" onClick={after(() => library.retryFailed())}>
            {t('failed.retry')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
