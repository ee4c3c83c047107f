import { t } from '../i18n';
import { formatShare } from '../i18n/amounts';
import range from '../parts/Range.module.css';
import { Segments } from '../parts/Segments';
import css from './Judgement.module.css';
import { atLeast, judging, view } from './shown';

/** Controls for the view, and for how photos get their labels. */
export function Judgement() {
  const { several, none } = judging.value;
  return (
    <div class={css.judgement}>
      <Segments
        name={t('labels.view')}
        unsaid
        options={[
          { value: 'grid', name: t('labels.grid') },
          { value: 'table', name: t('labels.table') },
        ]}
        value={view.value}
        onChoose={(chosen) => {
          view.value = chosen;
        }}
      />
      <Segments
        name={t('labels.how')}
        unsaid
        options={[
          { value: 'one', name: t('labels.one') },
          { value: 'several', name: t('labels.several') },
        ]}
        value={several ? 'several' : 'one'}
        onChoose={(chosen) => {
          judging.value = { several: chosen === 'several', none };
        }}
      />
      <label class={css.slider}>
        <span class={css.quiet}>{t('labels.atLeast')}</span>
        <input
          type="range"
          class={range.range}
          data-testid="labels-at-least"
          min={5}
          max={95}
          step={5}
          value={atLeast.value * 100}
          aria-valuetext={formatShare(atLeast.value)}
          onInput={(event) => {
            atLeast.value = event.currentTarget.valueAsNumber / 100;
          }}
        />
        <span class={css.percent}>{formatShare(atLeast.value)}</span>
      </label>
      {/* With several labels, each is judged against "none" in any case. */}
      {!several && (
        <label class={css.check}>
          <input
            type="checkbox"
            data-testid="labels-none"
            checked={none}
            onChange={() => {
              judging.value = { several, none: !none };
            }}
          />
          <span>{t('labels.none')}</span>
        </label>
      )}
    </div>
  );
}
