import { useEffect } from 'preact/hooks';
import { endSelecting, selectedOf, selection } from '../grid/selection';
import { t } from '../i18n';
import { later } from '../parts/later';
import { said } from '../parts/said';
import { useSession } from '../use-session';

const SelectionBar = later(() => import('./SelectionBar').then((module) => module.SelectionBar));
const SavingLine = later(() => import('./SavingLine').then((module) => module.SavingLine));

/** The selection bar while photos are being selected, and the live region that says their number, or what `said` holds. */
export function Selecting() {
  const session = useSession();
  const place = session.place.value;
  const photos = selection.value && selectedOf(session.photos.value, selection.value);
  useEffect(() => endSelecting, [place]);
  return (
    <>
      <p class="visually-hidden" role="status">
        {photos ? t('selection.count', { count: photos.length }) : said.value}
      </p>
      {photos && <SelectionBar photos={photos} />}
      {session.export.saving.value && <SavingLine saving={session.export.saving.value} />}
    </>
  );
}
