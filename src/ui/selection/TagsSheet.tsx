import { useEffect, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { PhotoDetails } from '#workers/library/contract';
import { t } from '../i18n';
import { Sheet } from '../parts/Sheet';
import { TagEditor } from '../photo/TagEditor';
import { useSession } from '../use-session';

interface Props {
  open: boolean;
  photos: readonly PhotoCard[];
  onClose: () => void;
}

/** Sheet that edits the tags of several photos: those that all have, and those that some have. */
export function TagsSheet({ open, photos, onClose }: Props) {
  const session = useSession();
  const [details, setDetails] = useState<readonly PhotoDetails[] | null>(null);
  useEffect(() => {
    if (!open) return;
    let gone = false;
    // The cards are new objects whenever their marks have changed.
    session.library.details(photos.map(({ no }) => no)).then((found) => {
      if (!gone) setDetails(found);
    });
    return () => {
      gone = true;
    };
  }, [open, photos, session]);
  return (
    <Sheet open={open} title={t('tags.title')} onClose={onClose}>
      {open && details && <TagEditor photos={details} />}
    </Sheet>
  );
}
