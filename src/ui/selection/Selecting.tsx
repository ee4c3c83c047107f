import { useEffect } from 'preact/hooks';
import { endSelecting, selectedOf, selection } from '../grid/selection';
import { t } from '../i18n';
import { later } from '../parts/later';
import { useSession } from '../use-session';

const SelectionBar = later(() => import('./SelectionBar').then((module) => module.SelectionBar));
const SavingLine = later(() => import('./SavingLine').then((module) => module.SavingLine));

/** The selection bar while photos are being selected, and a live region that announces their number. */
export function Selecting() {
  const session = useSession();
  const place = session.place.value;
  const photos = selection.value && selectedOf(session.photos.value, selection.value);
  useEffect(() => endSelecting, [place]);
  return (
    <>
      <p class="visually-hidden" aria-live="polite">
        {photos && t('selection.count', { count: photos.length })}
      </p>
      {photos && <SelectionBar photos={photos} />}
      {session.export.saving.value && <SavingLine saving={session.export.saving.value} />}
    </>
  );
}
