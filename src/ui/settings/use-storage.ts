import { useEffect, useState } from 'preact/hooks';
import type { StorageUse } from '#session/shell/contract';
import { useSession } from '../use-session';

/** Asks again as photos come and go. @returns null if the browser does not report it; undefined until it is known */
export function useStorage(): StorageUse | null | undefined {
  const session = useSession();
  const [use, setUse] = useState<StorageUse | null>();
  const photos = session.photos.value.length;
  useEffect(() => {
    let gone = false;
    session.shell.storage().then((found) => {
      if (!gone) setUse(found);
    });
    return () => {
      gone = true;
    };
  }, [session, photos]);
  return use;
}
