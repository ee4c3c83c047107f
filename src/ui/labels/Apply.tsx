import { Tag } from 'lucide';
import { useState } from 'preact/hooks';
import type { Scores, Tagging } from '#session/labels/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { useSession } from '../use-session';
import type { Group } from './groups';
import css from './Labels.module.css';

/** More tags than this are counted in the confirm, not listed. */
const MOST_LISTED = 12;

/** Makes tags of the labels that are shown; and takes them back. */
export function Apply({ scores, groups }: { scores: Scores; groups: readonly Group[] }) {
  const { labels } = useSession();
  const [state, setState] = useState<'' | 'asking' | 'working'>('');
  const tags = groups
    .filter(({ key, rows }) => typeof key === 'number' && rows.length > 0)
    .map(({ title, rows }) => ({ tag: title, photos: rows.map((row) => scores.photos[row]?.no ?? 0) }));
  const last = labels.lastTagging.value;

  const work = async (verb: () => Promise<void>) => {
    setState('working');
    await verb();
    setState('');
  };
  return (
    <>
      <output class={css.hint} data-testid="labels-applied">
        {state === 'working' && t('labels.applying')}
        {state === '' && last && appliedText(last)}
      </output>
      {state === '' && last && last.length > 0 && (
        <Button look="plain" data-testid="labels-undo" onClick={() => void work(labels.undoTags)}>
          {t('labels.undo')}
        </Button>
      )}
      <Button
        look="plain"
        icon={Tag}
        data-testid="labels-apply"
        disabled={tags.length === 0 || state === 'working'}
        onClick={() => setState('asking')}
      >
        {t('labels.apply')}
      </Button>
      <Confirm
        open={state === 'asking'}
        title={t('labels.applyTitle', { count: photosOf(tags) })}
        text={t('labels.applyText', { tags: listText(tags) })}
        verb={t('labels.applyConfirm')}
        onYes={() => void work(() => labels.applyTags(tags))}
        onClose={() => setState((now) => (now === 'asking' ? '' : now))}
      />
    </>
  );
}

/** Photos that get at least one tag. */
function photosOf(tags: readonly Tagging[]): number {
  return new Set(tags.flatMap(({ photos }) => photos)).size;
}

function listText(tags: readonly Tagging[]): string {
  const words = tags
    .slice(0, MOST_LISTED)
    .map(({ tag, photos }) => t('labels.applyTag', { tag, count: photos.length }));
  return words.join(t('indexing.comma')) + (tags.length > MOST_LISTED ? ' …' : '');
}

function appliedText(last: readonly Tagging[]): string {
  const count = photosOf(last);
  return count > 0 ? t('labels.applied', { count }) : t('labels.appliedNothing');
}
