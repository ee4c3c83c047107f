import { FileBraces, FileSpreadsheet } from 'lucide';
import type { PhotoNo } from '#core/photo';
import { t } from '../i18n';
import { MenuItem } from '../parts/Menu';
import { useSession } from '../use-session';

/** Items of a menu that save a list of photos. @param photos all of them if left out */
export function ListItems({ photos }: { photos?: readonly PhotoNo[] }) {
  const session = useSession();
  // The hooks are those of the toolbar's menu alone: a test must not find two.
  const hook = (id: string) => (photos ? {} : { id });
  return (
    <>
      <MenuItem
        icon={FileSpreadsheet}
        {...hook('export-csv')}
        onClick={() => void session.export.list('csv', photos)}
      >
        {t('selection.csv')}
      </MenuItem>
      <MenuItem
        icon={FileBraces}
        {...hook('export-json')}
        onClick={() => void session.export.list('json', photos)}
      >
        {t('selection.json')}
      </MenuItem>
    </>
  );
}
