import { Tag } from 'lucide';
import { useState } from 'preact/hooks';
import type { Scores, Tagging } from '#session/labels/contract';
import { t } from '../i18n';
import { formatList } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { useSession } from '../use-session';
import type { LabelGroup } from './groups';
import css from './Labels.module.css';

/** Most tags listed in the confirmation; further ones are replaced by an ellipsis. */
const MOST_LISTED = 12;

/** Applies the labels that are shown as tags, and undoes that. */
export function Apply({ scores, groups }: { scores: Scores; groups: readonly LabelGroup[] }) {
  const { labels } = useSession();
  const [state, setState] = useState<'idle' | 'asking' | 'working'>('idle');
  const tags = groups
    .filter(({ key, rows }) => typeof key === 'number' && rows.length > 0)
    .map(({ title, rows }) => ({ tag: title, photos: rows.map((row) => scores.photos[row]?.no ?? 0) }));
  const last = labels.lastTagging.value;

  const work = async (verb: () => Promise<void>) => {
    setState('working');
    await verb();
    setState('idle');
  };
  return (
    <>
      <output class={css.hint} data-testid="labels-applied">
        {state === 'working' && t('labels.applying')}
        {state === 'idle' && last && appliedText(last)}
      </output>
      {state === 'idle' && last && last.length > 0 && (
        <Button variant="plain" data-testid="labels-undo" onClick={() => void work(labels.undoTags)}>
          {t('labels.undo')}
        </Button>
      )}
      <Button
        variant="plain"
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
        onClose={() => setState((now) => (now === 'asking' ? 'idle' : now))}
      />
    </>
  );
}

/** Counts the photos that get at least one tag. */
function photosOf(tags: readonly Tagging[]): number {
  return new Set(tags.flatMap(({ photos }) => photos)).size;
}

function listText(tags: readonly Tagging[]): string {
  const words = tags
    .slice(0, MOST_LISTED)
    .map(({ tag, photos }) => t('labels.applyTag', { tag, count: photos.length }));
  return formatList(words) + (tags.length > MOST_LISTED ? ' …' : '');
}

function appliedText(last: readonly Tagging[]): string {
  const count = photosOf(last);
  return count > 0 ? t('labels.applied', { count }) : t('labels.appliedNothing');
}
