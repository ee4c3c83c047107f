import type { Unspoken } from '#session/finding/contract';
import { t } from '../i18n';
import { languageName, loadingText, sizeText } from '../models/words';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Find.module.css';

/** Says that no installed encoder understands the query's language, and offers to download one that does. */
export function UnspokenLine({ unspoken: { language, offer } }: { unspoken: Unspoken }) {
  const { go, models } = useSession();
  const presence = offer && models.presences.value[offer.id];
  return (
    <div class={css.unspoken} role="status" data-testid="unspoken" data-language={language}>
      <p>{t('models.unspoken', { language: languageName(language) })}</p>
      {!offer && <Button onClick={() => go('settings')}>{t('models.another')}</Button>}
      {offer && presence?.state === 'loading' && <p class={css.hint}>{loadingText(presence)}</p>}
      {offer && presence?.state !== 'loading' && (
        <Button data-testid="unspoken-get" onClick={() => models.install(offer.id)}>
          {t('models.getOne', { size: sizeText([offer]) })}
        </Button>
      )}
    </div>
  );
}
