import { readLabels } from '#core/label-text';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Labels.module.css';

/** Classes to begin with: one press sorts the photos into them. */
export function Examples() {
  const { labels } = useSession();
  const examples = [t('labels.examples.contents'), t('labels.examples.places'), t('labels.examples.light')];
  return (
    <section class={css.examples} aria-label={t('labels.examples.title')}>
      <p>{t('labels.examples.title')}</p>
      {examples.map((example) => (
        <Button
          key={example}
          data-testid="labels-example"
          onClick={() => {
            labels.classText.value = example;
            labels.compareClasses(readLabels(example));
          }}
        >
          {example}
        </Button>
      ))}
    </section>
  );
}
