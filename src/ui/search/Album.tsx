import { GalleryThumbnails, Pencil, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import type { SavedSearch } from '#core/searches';
import type { Glance } from '#session/searches/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import rowCss from '../parts/CardRow.module.css';
import { Confirm } from '../parts/Confirm';
import { later } from '../parts/later';
import { Menu, MenuItem } from '../parts/Menu';
import { useSession } from '../use-session';

import { RenameSheet } from './RenameSheet';

const GallerySheet = later(async () => (await import('../gallery/GallerySheet')).GallerySheet);

interface Props {
  search: SavedSearch;
  /** Null until it has been counted. */
  glance: Glance | null;
}

/** One saved search: its best match, its name, and the present number of photos. */
export function Album({ search, glance }: Props) {
  const { searches } = useSession();
  const [asking, setAsking] = useState<'rename' | 'gallery' | 'forget' | null>(null);
  const close = () => setAsking(null);
  const { id, name } = search;
  return (
    <li class={rowCss.card} data-testid="album" data-name={name} data-count={glance?.count}>
      <button type="button" class={rowCss.open} onClick={() => searches.open(search)}>
        <span class={rowCss.cover}>
          {glance?.cover && <Thumbnail key={glance.cover.no} photo={glance.cover} />}
        </span>
        <span class={rowCss.title}>{name}</span>
        <span class={rowCss.about}>{glance ? t('library.photos', { count: glance.count }) : '\u00a0'}</span>
      </button>
      <div class={rowCss.more}>
        <Menu name={t('albums.change', { name })}>
          <MenuItem id="album-rename" icon={Pencil} onClick={() => setAsking('rename')}>
            {t('albums.rename')}
          </MenuItem>
          <MenuItem id="album-gallery" icon={GalleryThumbnails} onClick={() => setAsking('gallery')}>
            {t('gallery.menu')}
          </MenuItem>
          <MenuItem id="album-forget" icon={Trash2} onClick={() => setAsking('forget')}>
            {t('albums.forget')}
          </MenuItem>
        </Menu>
      </div>
      {asking === 'rename' && (
        <RenameSheet name={name} onRename={(words) => searches.rename(id, words)} onClose={close} />
      )}
      {asking === 'gallery' && (
        <GallerySheet
          title={name}
          photosOf={async () => (await searches.photosOf(search))?.map(({ no }) => no) ?? null}
          onClose={close}
        />
      )}
      <Confirm
        open={asking === 'forget'}
        title={t('albums.forgetTitle', { name })}
        text={t('albums.forgetText')}
        verb={t('albums.forget')}
        onYes={() => searches.forget(id)}
        onClose={close}
      />
    </li>
  );
}
