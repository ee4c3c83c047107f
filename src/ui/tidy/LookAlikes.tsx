import { computed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { FIRST_LIKENESS } from '#core/likeness';
import { t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import { Choosing } from './choosing';
import { GroupRow } from './GroupRow';
import { LetGo } from './LetGo';
import css from './LookAlikes.module.css';
import { Since, State, WorkState } from './WorkState';

/** Groups that are shown at first, and added with each click for more. */
const PAGE = 40;
/** Debounce of the slider, in milliseconds. */
const REST = 90;

/** Groups of copies or of similar photos, and the choice of those to remove. */
export function LookAlikes({ copies }: { copies: boolean }) {
  const { photos, tidy } = useSession();
  const enough = photos.value.length > 1;
  const [likeness, setLikeness] = useState(FIRST_LIKENESS);
  const [page, setPage] = useState(PAGE);
  const work = tidy.alike.value;
  const groups = useMemo(
    () =>
      computed(() => {
        const { result } = tidy.alike.value;
        const own = result && (result.wish.kind === 'copies') === copies;
        return own ? result.groups : [];
      }),
    [copies],
  );
  const choosing = useMemo(() => new Choosing(groups), [groups]);
  const cards = useMemo(() => new Map(photos.value.map((card) => [card.no, card])), [photos.value]);

  useEffect(() => {
    if (!enough) return;
    const ask = () => tidy.find(copies ? { kind: 'copies' } : { kind: 'alike', likeness });
    const timer = setTimeout(ask, REST);
    return () => clearTimeout(timer);
  }, [copies, likeness, enough]);

  if (!enough) {
    return (
      <State name="few">
        <p>{t('tidy.tooFew')}</p>
      </State>
    );
  }
  const again = () => tidy.findAgain();
  const { result } = work;
  const isOurs = result !== null && (result.wish.kind === 'copies') === copies;
  const bytes = groups.value.reduce((sum, { photos }) => sum + bytesOfAllButBest(photos), 0);
  return (
    <>
      <div class={css.intro}>
        <p class={css.about}>{copies ? t('tidy.duplicatesText') : t('tidy.similarText')}</p>
        {!copies && <Slider value={likeness} onChange={setLikeness} />}
      </div>
      {isOurs && work.ended === null ? (
        <>
          <p class={css.count} aria-live="polite">
            {groups.value.length > 0 && (
              <>
                <span>{t('tidy.groups', { count: groups.value.length })}</span>
                <span>{formatBytes(bytes)}</span>
              </>
            )}
          </p>
          <Since added={work.added} again={t('tidy.again')} onAgain={again} />
          {groups.value.length === 0 && work.progress === null && (
            <State name="none">
              <p>{copies ? t('tidy.noCopies') : t('tidy.noneAlike')}</p>
            </State>
          )}
          <ul class={css.groups} data-testid="tidy-groups" data-count={groups.value.length}>
            {groups.value.slice(0, page).map((group) => (
              <GroupRow key={group.photos[0]?.photo} group={group} cards={cards} choosing={choosing} />
            ))}
          </ul>
          {groups.value.length > page && (
            <p class={css.more}>
              <Button onClick={() => setPage(page + PAGE)}>{t('tidy.moreGroups')}</Button>
            </p>
          )}
          <LetGo chosen={choosing.chosen.value} hidden={groups.value.length === 0} />
        </>
      ) : (
        <WorkState
          work={work}
          doing={(percent) => t('tidy.comparing', { percent })}
          onStop={() => tidy.stopFinding()}
          onAgain={again}
        />
      )}
    </>
  );
}

function Slider({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const words = t(value < 0.5 ? 'tidy.identical' : 'tidy.akin');
  return (
    <label class={css.slider}>
      <span aria-hidden="true">{t('tidy.identical')}</span>
      <input
        type="range"
        data-testid="tidy-likeness"
        aria-label={t('tidy.likeness')}
        aria-valuetext={words}
        min={0}
        max={1}
        step={0.05}
        value={value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <span aria-hidden="true">{t('tidy.akin')}</span>
    </label>
  );
}

function bytesOfAllButBest(photos: readonly { bytes: number }[]): number {
  return photos.slice(1).reduce((sum, { bytes }) => sum + bytes, 0);
}
