import { useEffect, useState } from 'preact/hooks';
import type { People } from '#session/people/contract';
import { useSession } from '../use-session';

/** Returns the people, whose code is fetched at the first call; null until it is here. */
export function usePeople(): People | null {
  const session = useSession();
  const [people, setPeople] = useState<People | null>(null);
  useEffect(() => {
    let gone = false;
    session.people().then((opened) => {
      if (!gone) setPeople(opened);
    });
    return () => {
      gone = true;
    };
  }, [session]);
  return people;
}
