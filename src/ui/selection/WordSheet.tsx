import { useId, useState } from 'preact/hooks';
import { FEWEST_EXAMPLES, ownWordNamed, ownWordsOf } from '#core/own-words';
import type { PhotoNo } from '#core/photo';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import { useSession } from '../use-session';
import css from './WordSheet.module.css';

interface Props {
  open: boolean;
  photos: readonly PhotoNo[];
  onDone: () => void;
  onClose: () => void;
}

/** Makes a word of the selected photos, or teaches one that is there: three photos or more, and a name. */
export function WordSheet({ open, photos, onDone, onClose }: Props) {
  const { searches } = useSession();
  const [name, setName] = useState('');
  const list = useId();
  const words = ownWordsOf(searches.kept.value.saved);
  const known = ownWordNamed(words, name);
  const isFew = photos.length < FEWEST_EXAMPLES && !known;
  const done = name.trim() !== '' && !isFew && photos.length > 0;
  return (
    <Sheet open={open} title={t('ownWords.make')} onClose={onClose}>
      <form
        class={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!done) return;
          onClose();
          onDone();
          void searches.makeWord(name, photos);
        }}
      >
        <p>{t('ownWords.text')}</p>
        <input
          type="text"
          value={name}
          list={list}
          maxLength={60}
          autocomplete="off"
          aria-label={t('ownWords.name')}
          placeholder={t('ownWords.placeholder')}
          data-testid="word-name"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <datalist id={list}>
          {words.map((word) => (
            <option key={word.id} value={word.name} />
          ))}
        </datalist>
        <p role="status" class={css.note}>
          {isFew
            ? t('ownWords.few', { fewest: FEWEST_EXAMPLES, count: photos.length })
            : known && t('ownWords.known', { name: known.name })}
        </p>
        <Button type="submit" variant="primary" disabled={!done} data-testid="word-make">
          {known ? t('ownWords.teach', { name: known.name }) : t('ownWords.makeIt')}
        </Button>
      </form>
    </Sheet>
  );
}
