import { FileText } from 'lucide';
import { useMemo, useRef, useState } from 'preact/hooks';
import { mostQueries, readQueries } from '#core/label-text';
import type { Scores } from '#session/labels/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Segments } from '../parts/Segments';
import { UnspokenLine } from '../search/UnspokenLine';
import { useSession } from '../use-session';
import { batchTable } from './batch-file';
import { Export } from './Export';
import css from './Labels.module.css';
import { cellOf, measured } from './measures';
import { ScoreTable } from './ScoreTable';
import { type Measure, measure } from './shown';
import { TextsForm } from './TextsForm';
import { Trouble } from './Trouble';
import { type Sort, sortRows } from './table-order';

/** Compares many queries with all photos, and shows the matrix of scores. */
export function Batch() {
  const { labels, photos } = useSession();
  const file = useRef<HTMLInputElement>(null);
  const comparing = labels.batch.value;
  const { queries, withVector } = readQueries(labels.batchText.value);
  const most = mostQueries(photos.value.length);
  const ask = () => labels.compareBatch(queries.slice(0, most));
  const notes = [
    queries.length > 0 && t('labels.queryCount', { count: queries.length }),
    queries.length > most && t('labels.tooMany', { count: most }),
    withVector > 0 && t('labels.withVector', { count: withVector }),
  ].filter(Boolean);
  return (
    <>
      <TextsForm
        hook="batch"
        name={t('labels.queries')}
        placeholder={t('labels.queriesPlaceholder')}
        verb={t('labels.ask')}
        text={labels.batchText.value}
        onText={(text) => {
          labels.batchText.value = text;
        }}
        onAsk={ask}
        comparing={comparing}
        enterAsks={false}
      >
        <Button variant="plain" icon={FileText} onClick={() => file.current?.click()}>
          {t('labels.fromFile')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          data-testid="batch-file"
          accept=".txt,text/plain"
          onChange={async ({ currentTarget }) => {
            const text = await currentTarget.files?.[0]?.text();
            if (text !== undefined) labels.batchText.value = text;
            currentTarget.value = '';
          }}
        />
      </TextsForm>
      <p class={css.hint} aria-live="polite" data-testid="batch-notes">
        {notes.join(' · ')}
      </p>
      {comparing.problem && <Trouble problem={comparing.problem} onAgain={ask} />}
      {comparing.scores && !comparing.problem && <Compared scores={comparing.scores} />}
    </>
  );
}

function Compared({ scores }: { scores: Scores }) {
  const { photos, texts, unspoken } = scores;
  const [sort, setSort] = useState<Sort>({ by: 0, descending: true });
  const rows = useMemo(
    () =>
      sortRows(
        photos.map((_, row) => row),
        sort,
        (row, column) => measured(scores, measure.value, row, column),
      ),
    [scores, sort, measure.value],
  );
  const measures: readonly { value: Measure; name: string; text: string }[] = [
    { value: 'cosine', name: t('labels.cosine'), text: t('labels.cosineText') },
    { value: 'perPhoto', name: t('labels.perPhoto'), text: t('labels.perPhotoText') },
    { value: 'perText', name: t('labels.perText'), text: t('labels.perTextText') },
  ];
  if (photos.length === 0) return <p class={css.nothing}>{t('labels.noneReady')}</p>;
  return (
    <section data-testid="compared" data-queries={texts.length} aria-label={t('labels.many')}>
      {unspoken && <UnspokenLine unspoken={unspoken} />}
      <div class={css.bar}>
        <Segments
          name={t('labels.number')}
          unsaid
          options={measures}
          value={measure.value}
          onChoose={(chosen) => {
            measure.value = chosen;
          }}
        />
        <p class={css.hint}>{measures.find(({ value }) => value === measure.value)?.text}</p>
        <div class={css.verbs}>
          <Export hook="batch" table={() => batchTable(scores, rows, measure.value)} />
        </div>
      </div>
      <ScoreTable
        photos={photos}
        rows={rows}
        columns={texts}
        cell={(row, column) => cellOf(scores, measure.value, row, column)}
        sort={sort}
        onSort={setSort}
      />
    </section>
  );
}
