import { useEffect, useState } from 'preact/hooks';
import type { Session } from '#session/contract';
import { useSession } from '../use-session';

/** Returns a feature whose code is fetched when it is first asked for; null until it is here. */
export function useAsked<T>(ask: (session: Session) => Promise<T | null>): T | null {
  const session = useSession();
  const [feature, setFeature] = useState<T | null>(null);
  useEffect(() => {
    let gone = false;
    ask(session).then((opened) => {
      if (!gone) setFeature(opened);
    });
    return () => {
      gone = true;
    };
  }, [session]);
  return feature;
}

export const usePeople = () => useAsked((session) => session.people());
export const useWords = () => useAsked((session) => session.words());
export const useTiles = () => useAsked((session) => session.tiles());
export const useDays = () => useAsked((session) => session.days());
export const useFolderIndexes = () => useAsked((session) => session.folderIndexes());
