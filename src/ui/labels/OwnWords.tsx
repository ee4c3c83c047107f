import { Pencil, Search, Trash2 } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import { ownWordsOf } from '#core/own-words';
import { writeOwnWord } from '#core/query/writing';
import { NO_QUERY } from '#session/finding/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { sentences, t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { Menu, MenuItem } from '../parts/Menu';
import { RenameSheet } from '../search/RenameSheet';
import { useSession } from '../use-session';
import { Export } from './Export';
import labels from './Labels.module.css';
import css from './OwnWords.module.css';
import { type WordExamples, wordExamples, wordItems, wordTable } from './word-files';

/** The words of the user's own, with the photos that each was made of. */
export function OwnWords() {
  const { searches, photos } = useSession();
  const { saved } = searches.kept.value;
  const words = useMemo(() => wordExamples(ownWordsOf(saved), photos.value), [saved, photos.value]);
  if (words.length === 0) return <p class={labels.nothing}>{t('ownWords.none')}</p>;
  return (
    <>
      <div class={labels.bar}>
        <div class={labels.verbs}>
          <Export hook="words" table={() => wordTable(words)} items={() => wordItems(words)} />
        </div>
      </div>
      <ul class={css.words} data-testid="own-words">
        {words.map((word) => (
          <OwnWordRow key={word.id} word={word} />
        ))}
      </ul>
    </>
  );
}

/** Examples that a row shows: its line on a phone. */
const SHOWN = 5;

function OwnWordRow({ word }: { word: WordExamples }) {
  const { ask, go, searches } = useSession();
  const [asking, setAsking] = useState<'rename' | 'forget' | null>(null);
  const close = () => setAsking(null);
  const { id, name, wanted, unwanted } = word;
  const examples = t('ownWords.examples', { count: wanted.length });
  return (
    <li class={css.word} data-testid="own-word" data-name={name} data-examples={wanted.length}>
      <div class={css.head}>
        <h2>{name}</h2>
        <p class={css.quiet}>
          {unwanted.length > 0
            ? sentences(examples, t('ownWords.counterexamples', { count: unwanted.length }))
            : examples}
        </p>
      </div>
      <ul class={css.examples} aria-label={t('ownWords.examplesOf', { name })}>
        {wanted.slice(0, SHOWN).map((photo) => (
          <li key={photo.no} class={css.example}>
            <Thumbnail photo={photo} />
            <span class="visually-hidden">{photo.name}</span>
          </li>
        ))}
      </ul>
      <Button
        icon={Search}
        data-testid="own-word-find"
        aria-label={t('ownWords.find', { name })}
        onClick={() => {
          go('find');
          ask({ ...NO_QUERY, text: writeOwnWord(name) });
        }}
      >
        {t('ownWords.findIt')}
      </Button>
      <Menu name={t('albums.change', { name })}>
        <MenuItem id="own-word-rename" icon={Pencil} onClick={() => setAsking('rename')}>
          {t('albums.rename')}
        </MenuItem>
        <MenuItem id="own-word-forget" icon={Trash2} onClick={() => setAsking('forget')}>
          {t('albums.forget')}
        </MenuItem>
      </Menu>
      {asking === 'rename' && (
        <RenameSheet name={name} onRename={(words) => searches.rename(id, words)} onClose={close} />
      )}
      <Confirm
        open={asking === 'forget'}
        title={t('albums.forgetTitle', { name })}
        text={t('ownWords.forgetText')}
        verb={t('albums.forget')}
        onYes={() => searches.forget(id)}
        onClose={close}
      />
    </li>
  );
}
