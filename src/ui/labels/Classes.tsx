import { useEffect, useMemo, useState } from 'preact/hooks';
import { MOST_LABELS, readLabels } from '#core/label-text';
import { judge } from '#core/labels';
import type { Scores } from '#session/labels/contract';
import { spoken, t } from '../i18n';
import { UnspokenLine } from '../search/UnspokenLine';
import { useSession } from '../use-session';
import { Apply } from './Apply';
import { ClassGrid } from './ClassGrid';
import { ClassTable } from './ClassTable';
import { classItems, classTable } from './class-files';
import { Examples } from './Examples';
import { Export } from './Export';
import { groupsOf, type LabelGroup } from './groups';
import { Judgement } from './Judgement';
import css from './Labels.module.css';
import { Pills } from './Pills';
import { atLeast, judging, view } from './shown';
import { sortPhotos } from './sorting';
import { TextsForm } from './TextsForm';
import { Trouble } from './Trouble';

/** Zero-shot classification: the field for classes, and the photos sorted into them. */
export function Classes() {
  const { labels } = useSession();
  const comparing = labels.classes.value;
  const text = labels.classText.value;
  const ask = () => labels.compareClasses(readLabels(text));
  useEffect(() => {
    // Compares the classes of the last visit.
    const { scores, progress } = labels.classes.peek();
    if (!scores && !progress) ask();
  }, []);
  return (
    <>
      <TextsForm
        hook="labels"
        name={t('labels.field')}
        placeholder={t('labels.placeholder')}
        verb={t('labels.sort')}
        text={text}
        onText={(typed) => {
          labels.classText.value = typed;
        }}
        onAsk={ask}
        comparing={comparing}
        enterAsks
      />
      {text.trim() === '' && <Examples />}
      {comparing.problem && <Trouble problem={comparing.problem} onAgain={ask} />}
      {comparing.scores && !comparing.problem && <Labelled scores={comparing.scores} />}
    </>
  );
}

function Labelled({ scores }: { scores: Scores }) {
  const { photos, texts, cosines, perPhoto, none, unspoken } = scores;
  const [likely, sorted, groups] = useMemo(() => {
    const likely = judge(cosines, texts.length, perPhoto, none, judging.value);
    const sorted = sortPhotos(scores, likely, judging.value, atLeast.value);
    return [likely, sorted, groupsOf(scores, sorted)] as const;
  }, [scores, judging.value, atLeast.value, spoken.value]);
  const [chosen, choose] = useState<LabelGroup['key'] | null>(null);
  const group = groups.find(({ key }) => key === chosen) ?? null;

  if (photos.length === 0) return <p class={css.nothing}>{t('labels.noneReady')}</p>;
  return (
    <section data-testid="labelled" data-labels={texts.join('\n')} aria-label={t('app.labels')}>
      {unspoken && <UnspokenLine unspoken={unspoken} />}
      {texts.length === MOST_LABELS && (
        <p class={css.hint}>{t('labels.tooManyClasses', { count: MOST_LABELS })}</p>
      )}
      <Pills groups={groups} total={photos.length} chosen={group?.key ?? null} onChoose={choose} />
      <div class={css.bar}>
        <Judgement />
        <div class={css.verbs}>
          <Apply scores={scores} groups={group ? [group] : groups} />
          <Export
            hook="labels"
            table={() => classTable({ scores, likely, groups, group })}
            items={() => classItems({ scores, likely, groups, group })}
          />
        </div>
      </div>
      {view.value === 'grid' ? (
        <ClassGrid scores={scores} likely={likely} sorted={sorted} groups={groups} group={group} />
      ) : (
        <ClassTable scores={scores} likely={likely} sorted={sorted} groups={groups} group={group} />
      )}
    </section>
  );
}
