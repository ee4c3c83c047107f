import { useState } from 'preact/hooks';
import { wallOf } from '#core/wall-clock';
import type { FolderIndexState, SourceState } from '#workers/library/contract';
import { formatMoment, sentences, t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { classes } from '../parts/classes';
import { useFolderIndexes } from '../parts/use-asked';
import css from './Folders.module.css';

/** What a photo takes in an index, in bytes, on average: five sample photos took 97.8 kB. */
const BYTES_A_PHOTO = 20_000;

/** Whether a granted folder keeps an index in itself, and how that stands. */
export function IndexChoice({ source: { id, name, photos } }: { source: SourceState }) {
  const indexes = useFolderIndexes();
  const states = indexes?.states.value ?? null;
  const now = states?.get(id);
  const refused = indexes?.refused.value.get(id);
  /** The user's wish, while the browser asks and until it is done. */
  const [wish, setWish] = useState<boolean | null>(null);
  const keep = async (on: boolean) => {
    setWish(on);
    await indexes?.keep(id, on);
    setWish(null);
  };
  const text = now ? wordsOf(now) : t('folderIndex.text', { size: formatBytes(BYTES_A_PHOTO * photos) });
  const trouble = now ? (now.writing ? null : now.trouble) : refused?.why;
  return (
    <div
      class={css.index}
      data-testid="folder-index"
      data-state={now ? stateOf(now) : 'none'}
      data-trouble={trouble ?? undefined}
    >
      <label>
        <input
          type="checkbox"
          data-testid="folder-index-keep"
          checked={wish ?? now !== undefined}
          disabled={states === null}
          onChange={({ currentTarget }) => void keep(currentTarget.checked)}
        />
        <span>{t('folderIndex.keep', { name })}</span>
      </label>
      <div role="status">
        {trouble && (
          <p class={classes(css.quiet, css.trouble)}>
            {!now && refused?.wish === 'end' ? t('folderIndex.notDeleted') : t(`folderIndex.${trouble}`)}
          </p>
        )}
        <p class={css.quiet}>{text}</p>
      </div>
      {now?.stale && !now.writing && (
        <Button data-testid="folder-index-write" onClick={() => void indexes?.write(id)}>
          {t('folderIndex.write')}
        </Button>
      )}
    </div>
  );
}

function stateOf({ writing, stale }: FolderIndexState): 'writing' | 'stale' | 'written' {
  return writing ? 'writing' : stale ? 'stale' : 'written';
}

function wordsOf({ written, writing, stale, trouble }: FolderIndexState): string {
  if (writing) return t('folderIndex.writing', writing);
  if (!written) return '';
  const { photos, bytes, at } = written;
  const facts = t('folderIndex.written', {
    count: photos,
    size: formatBytes(bytes),
    when: formatMoment(wallOf(at)),
  });
  if (trouble) return sentences(facts, t('folderIndex.kept'));
  return stale ? sentences(facts, t('folderIndex.stale')) : facts;
}
