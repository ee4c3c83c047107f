import { CalendarOff, EyeOff, MonitorPlay } from 'lucide';
import type { Occasion } from '#core/occasion';
import type { PhotoCard } from '#core/photo';
import { Thumbnail } from '../grid/Thumbnail';
import { t } from '../i18n';
import rowCss from '../parts/CardRow.module.css';
import { Menu, MenuItem } from '../parts/Menu';
import { startSlideshow } from '../slideshow/starting';
import { useSession } from '../use-session';
import { aboutOf, photosOf, titleOf } from './words';

interface Props {
  occasion: Occasion;
  cover: PhotoCard;
  onOpen: () => void;
  onHide: () => void;
}

/** One occasion: a photo of it, what it is, when it was. A press shows all its photos. */
export function OccasionCard({ occasion, cover, onOpen, onHide }: Props) {
  const session = useSession();
  const { key, kind, photos } = occasion;
  const title = titleOf(occasion, session.finding);
  return (
    <li class={rowCss.card}>
      <button
        type="button"
        class={rowCss.open}
        data-testid="occasion"
        data-key={key}
        data-kind={kind}
        data-photos={photos.length}
        data-name={title}
        onClick={onOpen}
      >
        <span class={rowCss.cover}>
          <Thumbnail key={cover.no} photo={cover} />
        </span>
        <span class={rowCss.title}>{title}</span>
        <span class={rowCss.about}>{aboutOf(occasion)}</span>
      </button>
      <div class={rowCss.more}>
        <Menu name={t('days.more', { name: title })}>
          <MenuItem
            icon={MonitorPlay}
            id="occasion-slideshow"
            onClick={() => startSlideshow({ photos: photosOf(occasion, session.photos.peek()), index: 0 })}
          >
            {t('slideshow.title')}
          </MenuItem>
          <MenuItem icon={EyeOff} id="occasion-hide" onClick={onHide}>
            {t('days.hide')}
          </MenuItem>
          <MenuItem icon={CalendarOff} id="occasion-settings" onClick={() => session.go('settings')}>
            {t('days.choose')}
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}
