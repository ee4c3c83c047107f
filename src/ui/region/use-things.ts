import { useEffect, useState } from 'preact/hooks';
import type { PhotoNo } from '#core/photo';
import { useSession } from '../use-session';
import { type Thing, thingsIn } from './offers';

/** Returns the faces and lines that are known of a photo; none if faces or words are not looked for. */
export function useThings(photo: PhotoNo): readonly Thing[] {
  const session = useSession();
  const [things, setThings] = useState<readonly Thing[]>([]);
  useEffect(() => {
    let gone = false;
    const faces = async () =>
      session.shell.people.value ? ((await (await session.people())?.in(photo)) ?? []) : [];
    const lines = async () => (await (await session.words())?.in(photo)) ?? [];
    Promise.all([faces(), lines()]).then(([faces, lines]) => {
      if (!gone) setThings(thingsIn(faces, lines));
    });
    return () => {
      gone = true;
    };
  }, [session, photo]);
  return things;
}
