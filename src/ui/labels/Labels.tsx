import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Segments } from '../parts/Segments';
import { useSession } from '../use-session';
import { Batch } from './Batch';
import { Classes } from './Classes';
import css from './Labels.module.css';
import { OwnWords } from './OwnWords';
import { type Task, task } from './shown';

/**
 * The place that compares many texts with the whole library: classes for labels, or a batch of queries; and that of the
 * user's own words.
 */
export function Labels() {
  const { opened, photos } = useSession();
  if (!opened.value) return null;
  const texts: Record<Task, () => string> = {
    byClass: () => t('labels.text'),
    many: () => t('labels.manyText'),
    ownWords: () => t('ownWords.listText'),
  };
  const Work = { byClass: Classes, many: Batch, ownWords: OwnWords }[task.value];
  return (
    <div class={css.place}>
      <header class={css.head}>
        <h1>{t('app.labels')}</h1>
        <p>{texts[task.value]()}</p>
        <Segments
          name={t('labels.what')}
          unsaid
          options={[
            { value: 'byClass', name: t('labels.byClass') },
            { value: 'many', name: t('labels.many') },
            { value: 'ownWords', name: t('ownWords.title') },
          ]}
          value={task.value}
          onChoose={(chosen) => {
            task.value = chosen;
          }}
        />
      </header>
      {photos.value.length === 0 ? <NoPhotos /> : <Work />}
    </div>
  );
}

function NoPhotos() {
  const { go } = useSession();
  return (
    <div class={css.nothing}>
      <p>{t('labels.noPhotos')}</p>
      <Button variant="primary" onClick={() => go('find')}>
        {t('labels.addFirst')}
      </Button>
    </div>
  );
}
