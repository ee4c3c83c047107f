import { FileBraces, FileSpreadsheet, MonitorPlay } from 'lucide';
import type { PhotoNo } from '#core/photo';
import { photosShown } from '../grid/selection';
import { t } from '../i18n';
import { MenuItem } from '../parts/Menu';
import { startSlideshow } from '../slideshow/starting';
import { useSession } from '../use-session';

/** Items of a menu that show a list of photos one by one, or save it. @param photos all of them if left out */
export function ListItems({ photos }: { photos?: readonly PhotoNo[] }) {
  const session = useSession();
  // The hooks are those of the toolbar's menu alone: a test must not find two.
  const hook = (id: string) => (photos ? {} : { id });
  const show = () => {
    const chosen = photos && new Set(photos);
    const all = chosen ? session.photos.peek().filter(({ no }) => chosen.has(no)) : photosShown();
    startSlideshow({ photos: all, index: 0 });
  };
  return (
    <>
      <MenuItem icon={MonitorPlay} {...hook('slideshow-start')} onClick={show}>
        {t('slideshow.title')}
      </MenuItem>
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
