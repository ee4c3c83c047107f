import { useEffect, useState } from 'preact/hooks';
import type { Words } from '#session/words/contract';
import { useSession } from '../use-session';

/** Returns the words in photos, whose code is fetched at the first call; null until it is here. */
export function useWords(): Words | null {
  const session = useSession();
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let gone = false;
    session.words().then((opened) => {
      if (!gone) setWords(opened);
    });
    return () => {
      gone = true;
    };
  }, [session]);
  return words;
}
