import { useMemo, useRef } from 'preact/hooks';
import type { Strength } from '#core/rank';
import { problemText, spoken, t } from '../i18n';
import { Grid, type Section } from '../library/Grid';
import { Toolbar } from '../library/Toolbar';
import { Button } from '../parts/Button';
import { type Finding, type Match, type Query, useSession } from '../session';
import css from './Find.module.css';
import { UnspokenLine } from './UnspokenLine';

type Answer = Exclude<Finding, { state: 'none' | 'searching' }>;

/** What was found, best first, in parts by strength. */
export function Results({ finding }: { finding: Answer }) {
  const session = useSession();
  if (finding.state === 'problem') {
    const { what, hint } = problemText(finding.problem);
    return (
      <div class={css.problem} role="alert">
        <p>{what}</p>
        <p class={css.hint}>{hint}</p>
        <Button look="primary" onClick={() => session.ask({})}>
          {t('app.tryAgain')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {finding.unspoken && <UnspokenLine unspoken={finding.unspoken} />}
      <Matches query={finding.query} matches={finding.matches} />
    </>
  );
}

function Matches({ query, matches }: { query: Query; matches: readonly Match[] }) {
  const asked = queryKey(query);
  // Each new question is answered from the top.
  const scroll = useRef({ asked, memory: { y: 0 } });
  if (scroll.current.asked !== asked) scroll.current = { asked, memory: { y: 0 } };

  const language = spoken.value;
  const photos = useMemo(() => matches.map(({ photo }) => photo), [matches]);
  const sections = useMemo(() => sectionsOf(matches), [matches, language]);
  const count = (strength: Strength) => {
    const section = sections.find(({ key }) => key === strength);
    return section ? section.to - section.from : 0;
  };
  const [strong, good] = [count('strong'), count('good')];
  const counts = [
    strong > 0 && t('search.strongCount', { count: strong }),
    good > 0 && t('search.goodCount', { count: good }),
  ].filter(Boolean);
  const unsure = strong + good === 0;

  return (
    <section data-testid="results" data-query={query.text}>
      <h1 class={css.said}>{t('library.label')}</h1>
      <Toolbar ranked>
        {unsure ? t('search.closest', { count: matches.length }) : counts.join(t('indexing.comma'))}
      </Toolbar>
      <p class={css.said} aria-live="polite">
        {unsure
          ? matches.length > 0 && t('search.honest')
          : t('search.announce', { strong, good, total: matches.length })}
      </p>
      {matches.length === 0 && <p class={css.honest}>{t('search.nothing')}</p>}
      {matches.length > 0 && unsure && <p class={css.honest}>{t('search.honest')}</p>}
      <Grid
        key={asked}
        photos={photos}
        matches={matches}
        sections={sections}
        scroll={scroll.current.memory}
      />
    </section>
  );
}

/** The parts of a ranking by strength; best first, so each strength is one run. */
function sectionsOf(matches: readonly Match[]): Section[] {
  const sections: Section[] = [];
  matches.forEach(({ strength }, i) => {
    const last = sections.at(-1);
    if (last?.key === strength) last.to = i + 1;
    else sections.push({ key: strength, title: t(`search.${strength}`), from: i, to: i + 1 });
  });
  return sections;
}

function queryKey({ text, filter, photo }: Query): string {
  const like = photo?.kind === 'library' ? photo.card.no : photo?.url;
  return JSON.stringify([text, filter, like]);
}
