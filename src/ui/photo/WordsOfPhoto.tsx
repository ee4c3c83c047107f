import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import { NO_QUERY } from '#session/finding/contract';
import { t } from '../i18n';
import { CopyText } from '../parts/CopyText';
import { useWords } from '../parts/use-asked';
import { useSession } from '../use-session';
import { stretchesOf } from './usable';
import css from './WordsOfPhoto.module.css';

/** The lines that were read in a photo, to be selected, copied and used; nothing if there are none. */
export function WordsOfPhoto({ photo, onClose }: { photo: PhotoNo; onClose: () => void }) {
  const words = useWords();
  const [lines, setLines] = useState<readonly WordLine[] | null>(null);
  useEffect(() => {
    let gone = false;
    setLines(null);
    words?.in(photo).then((found) => {
      if (!gone) setLines(found);
    });
    return () => {
      gone = true;
    };
  }, [words, photo]);
  if (!lines || lines.length === 0) return null;
  return (
    <div class={css.words} data-testid="words-of-photo" data-count={lines.length}>
      <h3>{t('words.inPhoto')}</h3>
      <ul>
        {lines.map(({ text, corners }) => (
          <li key={String(corners)}>
            <Line text={text} onClose={onClose} />
          </li>
        ))}
      </ul>
      <CopyText text={() => lines.map(({ text }) => text).join('\n')} hook="words-copy">
        {t('words.copy')}
      </CopyText>
    </div>
  );
}

function Line({ text, onClose }: { text: string; onClose: () => void }) {
  const session = useSession();
  return (
    <>
      {stretchesOf(text).map(({ text: said, href, query }, i) => {
        const key = `${i} ${said}`;
        if (href)
          return (
            <a key={key} href={href} target="_blank" rel="noreferrer noopener">
              {said}
            </a>
          );
        if (!query) return <Fragment key={key}>{said}</Fragment>;
        const ask = () => {
          session.ask({ ...NO_QUERY, text: query });
          onClose();
        };
        return (
          <button key={key} type="button" title={t('words.thatDay')} onClick={ask}>
            {said}
          </button>
        );
      })}
    </>
  );
}
