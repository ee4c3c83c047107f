import { Plus, X } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { folded } from '#core/folding';
import type { Marks } from '#core/photo';
import type { PhotoDetails } from '#workers/library/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './TagEditor.module.css';
import { countTags, suggestedTags } from './tags';

/** Most known tags that are suggested at a time. */
const OFFERED = 8;

/** Editor for the tags of one or several photos, with suggestions from the library's tags. */
export function TagEditor({ photos }: { photos: readonly PhotoDetails[] }) {
  const session = useSession();
  const known = useKnownTags();
  const [typed, setTyped] = useState('');
  const field = useId();
  const tags = countTags(photos);
  const total = photos.length;
  const onAll = tags.filter(({ count }) => count === total).map(({ tag }) => tag);
  const offered = suggestedTags(known, typed, onAll).slice(0, OFFERED);

  const mark = (marks: Marks) =>
    void session.mark(
      photos.map(({ no }) => no),
      marks,
    );
  const add = (tag: string) => {
    // Tags that differ only in case, accents or width are the same tag.
    const same = [...tags.map((one) => one.tag), ...known].find((one) => folded(one) === folded(tag));
    if (tag !== '') mark({ addTags: [same ?? tag] });
    setTyped('');
  };

  return (
    <div class={css.editor}>
      {tags.length > 0 ? (
        <ul class={css.tags} aria-label={t('tags.title')}>
          {tags.map(({ tag, count }) => (
            <li key={tag} class={css.tag} data-testid="tag" data-tag={tag}>
              <span>{count === total ? tag : t('tags.some', { tag, count, total })}</span>
              <button
                type="button"
                aria-label={t('tags.remove', { tag })}
                onClick={() => mark({ removeTags: [tag] })}
              >
                <Icon of={X} size={16} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class={css.none}>{t('tags.none')}</p>
      )}
      <form
        class={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          add(typed.trim());
        }}
      >
        <input
          id={field}
          data-testid="tag-input"
          aria-label={t('tags.add')}
          placeholder={t('tags.add')}
          autocomplete="off"
          enterkeyhint="done"
          maxLength={60}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('tags.addIt')}
        </Button>
      </form>
      {offered.length > 0 && (
        <ul class={css.tags} aria-label={t('tags.known')}>
          {offered.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                class={css.offer}
                aria-label={t('tags.addOne', { tag })}
                data-testid="known-tag"
                onClick={() => add(tag)}
              >
                <Icon of={Plus} size={16} />
                {tag}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Returns the tags of the library, the most frequent first; empty until they are known. */
function useKnownTags(): readonly string[] {
  const session = useSession();
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    session.finding.facets().then((facets) => {
      // Without a model the library cannot be counted; tags can still be typed.
      if (!gone && facets) setKnown(facets.tags.map(({ value }) => value));
    });
    return () => {
      gone = true;
    };
  }, [session]);
  return known;
}
