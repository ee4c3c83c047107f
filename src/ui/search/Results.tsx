import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PhotoNo } from '#core/photo';
import type { Answer, Found, Query } from '#session/finding/contract';
import { Grid, type Section } from '../grid/Grid';
import type { ScrollMemory } from '../grid/scrolling';
import { formatMonth, problemText, spoken, t } from '../i18n';
import { formatList } from '../i18n/amounts';
import { Toolbar } from '../library/Toolbar';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { said } from '../parts/said';
import { judgementsSaid } from '../photo/judging';
import { useSession } from '../use-session';
import { type Arranged, arrange, arrangeByMonth, type Stretch } from './arranging';
import css from './Find.module.css';
import { RankTools } from './RankTools';
import { StackBadge } from './StackBadge';
import { TeachingLine } from './TeachingLine';

const UnspokenLine = later(() => import('./UnspokenLine').then((module) => module.UnspokenLine));

type Shown = Exclude<Answer, { state: 'none' | 'searching' }>;

/** Matches shown below the line at first: a few screens are enough to see that they are worse. */
const BELOW_AT_FIRST = 60;
const NONE: ReadonlySet<PhotoNo> = new Set();

/** The results of a query, best first, in stretches by strength; or why it failed. */
export function Results({ answer }: { answer: Shown }) {
  const { ask } = useSession();
  if (answer.state === 'problem') {
    const { what, hint } = problemText(answer.problem);
    return (
      <div class={css.problem} role="alert">
        <p>{what}</p>
        <p class={css.hint}>{hint}</p>
        <Button variant="primary" onClick={() => ask({})}>
          {t('app.tryAgain')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {answer.unspoken && <UnspokenLine unspoken={answer.unspoken} />}
      <Matches found={answer} />
    </>
  );
}

function Matches({ found }: { found: Found }) {
  const { finding } = useSession();
  const { scroll, spread, setSpread, below, setBelow } = useLooking(queryKey(found.query));
  const { query, ranked, matches, total } = found;
  const order = finding.order.value;
  const language = spoken.value;

  const arranged = useMemo<Arranged>(
    () => (ranked ? arrange(matches, { order, spread, below }) : arrangeByMonth(matches)),
    [ranked, matches, order, spread, below],
  );
  const photos = useMemo(() => arranged.matches.map(({ photo }) => photo), [arranged]);
  const sections = useMemo(() => arranged.stretches.map(titled), [arranged, language]);
  const { counts, unsure } = useCounts(found);
  const answer = unsure ? t('search.honest') : matches.length === 0 ? t('search.nothing') : counts;
  useEffect(() => {
    // With the query: readers do not say again what has not changed, and two queries may have as many matches.
    const asked = [query.text, query.judgements.length > 0 && judgementsSaid(query.judgements)].filter(
      Boolean,
    );
    said.value = asked.length > 0 ? t('search.said', { query: asked.join(', '), answer }) : answer;
  }, [query, answer]);
  // Matches not fetched yet, plus those fetched but hidden.
  const left = total - matches.length + (ranked ? arranged.hidden : 0);

  return (
    <section data-testid="results" data-query={query.text} data-total={total}>
      <h1 class="visually-hidden">{t('library.label')}</h1>
      <Toolbar ranked tools={ranked && matches.length > 0 && <RankTools />}>
        {counts}
      </Toolbar>
      <TeachingLine />
      {matches.length === 0 && <Honest what={t('search.nothing')} hint={t('search.nothingHint')} />}
      {unsure && <Honest what={t('search.honest')} hint={t('search.honestHint')} />}
      <Grid
        photos={photos}
        matches={arranged.matches}
        sections={sections}
        scroll={scroll}
        badge={(match, at) => (
          <StackBadge
            key={`stack ${match.photo.no}`}
            match={match}
            {...at}
            onClick={() => setSpread(toggled(spread, match.photo.no))}
          />
        )}
      />
      {left > 0 && (
        <p class={css.more}>
          <Button
            data-testid="more"
            onClick={() => {
              setBelow(below * 4);
              if (arranged.hidden < below * 3) finding.more();
            }}
          >
            {t('search.more', { count: left })}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Says that the answer is poor, and what to do. */
function Honest({ what, hint }: { what: string; hint: string }) {
  return (
    <div class={css.honest}>
      <p>{what}</p>
      <p class={css.hint}>{hint}</p>
    </div>
  );
}

/**
 * View state of an answer: scroll position, open stacks, matches below the line. It is reset for each new
 * query. The grid component itself is kept, because creating it for each typed letter took longer than the
 * search.
 */
function useLooking(question: string) {
  const untouched = { question, spread: NONE, below: BELOW_AT_FIRST };
  const [touched, setTouched] = useState(untouched);
  const looking = touched.question === question ? touched : untouched;
  return {
    ...looking,
    scroll: useMemo<ScrollMemory>(() => ({ y: 0 }), [question]),
    setSpread: (spread: ReadonlySet<PhotoNo>) => setTouched({ ...looking, spread }),
    setBelow: (below: number) => setTouched({ ...looking, below }),
  };
}

/** Returns the text above the grid: the number of matches of each strength, or of all. */
function useCounts({ ranked, matches, total }: Found) {
  const strong = matches.filter(({ strength }) => strength === 'strong').length;
  const good = matches.filter(({ strength }) => strength === 'good').length;
  if (!ranked) return { counts: t('library.photos', { count: total }), unsure: false };
  const unsure = strong + good === 0;
  if (unsure) return { counts: t('search.closest', { count: total }), unsure: matches.length > 0 };
  const said = [
    strong > 0 && t('search.strongCount', { count: strong }),
    good > 0 && t('search.goodCount', { count: good }),
  ].filter((words) => words !== false);
  return { counts: formatList(said), unsure };
}

function titled({ key, of, from, to }: Stretch): Section {
  const title = typeof of === 'number' ? formatMonth(of) : t(`search.${of}`);
  return { key, title, from, to, isLine: of === 'maybe' && from > 0 };
}

function toggled(set: ReadonlySet<PhotoNo>, no: PhotoNo): Set<PhotoNo> {
  const next = new Set(set);
  if (!next.delete(no)) next.add(no);
  return next;
}

function queryKey({ text, filter, photo }: Query): string {
  const like = photo?.kind === 'library' ? photo.card.no : photo?.url;
  return JSON.stringify([text, filter, like]);
}
