import {
  Copy,
  Download,
  Ellipsis,
  GalleryThumbnails,
  Heart,
  type IconNode,
  Images,
  ListChecks,
  Share,
  Tag,
  ThumbsDown,
  ThumbsUp,
  Trash2,
  Type,
  X,
} from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { NO_QUERY } from '#session/finding/contract';
import { endSelecting, selectShown } from '../grid/selection';
import { t } from '../i18n';
import { ListItems } from '../library/ListItems';
import { Button, IconButton } from '../parts/Button';
import { useBack } from '../parts/back';
import { Confirm } from '../parts/Confirm';
import { focusOn } from '../parts/focus';
import { later } from '../parts/later';
import { Menu, MenuItem } from '../parts/Menu';
import { canJudge, judge, verdictOf } from '../photo/judging';
import { useSession } from '../use-session';
import css from './SelectionBar.module.css';
import { TagsSheet } from './TagsSheet';
import { WordSheet } from './WordSheet';

const GallerySheet = later(async () => (await import('../gallery/GallerySheet')).GallerySheet);

/** Verbs for the selected photos: at the bottom on a phone, over the toolbar on a laptop. */
export function SelectionBar({ photos }: { photos: readonly PhotoCard[] }) {
  const session = useSession();
  const bar = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<'tags' | 'word' | 'gallery' | 'remove' | null>(null);
  useCovering(bar);
  useBack(true, endSelecting);

  const nos = photos.map(({ no }) => no);
  const [only] = photos.length === 1 ? photos : [];
  const none = photos.length === 0;
  const favourites = !none && photos.every(({ favourite }) => favourite);
  const close = () => setOpen(null);
  const end = () => {
    endSelecting();
    focusOn('grid', { preventScroll: true });
  };

  return (
    <section
      ref={bar}
      class={css.bar}
      aria-label={t('selection.label')}
      data-testid="selection"
      data-count={photos.length}
    >
      <div class={css.head}>
        <IconButton icon={X} name={t('selection.end')} onClick={end} />
        <p class={css.count}>{none ? t('selection.none') : t('selection.count', { count: photos.length })}</p>
        <Button variant="plain" icon={ListChecks} onClick={selectShown}>
          {t('selection.all')}
        </Button>
      </div>
      {canJudge(session) && (
        <div class={css.judging}>
          {[true, false].map((wanted) => (
            <Button
              key={wanted}
              variant="plain"
              icon={wanted ? ThumbsUp : ThumbsDown}
              disabled={none}
              aria-pressed={!none && nos.every((no) => verdictOf(session, no) === wanted)}
              data-testid={wanted ? 'judge-more' : 'judge-not'}
              onClick={() => {
                judge(session, nos, wanted);
                end();
              }}
            >
              {t(wanted ? 'teaching.moreLikeThese' : 'teaching.notThese')}
            </Button>
          ))}
        </div>
      )}
      <div class={css.verbs}>
        {session.export.canShare() && (
          <Verb
            icon={Share}
            words={t('photo.share')}
            off={none}
            onClick={() => void session.export.share(nos)}
          />
        )}
        <Verb
          icon={Download}
          words={t('selection.save')}
          off={none || session.export.saving.value !== null}
          onClick={() => void session.export.save(nos)}
        />
        <Verb
          icon={Heart}
          words={t('photo.favourite')}
          off={none}
          pressed={favourites}
          onClick={() => void session.mark(nos, { favourite: !favourites })}
        />
        <Verb icon={Tag} words={t('tags.title')} off={none} onClick={() => setOpen('tags')} />
        <Menu
          name={t('selection.more')}
          opener={(attributes) => (
            <Button variant="plain" class={css.verb} icon={Ellipsis} disabled={none} {...attributes}>
              {t('selection.more')}
            </Button>
          )}
        >
          {only && (
            <MenuItem
              icon={Images}
              onClick={() => {
                session.ask({ ...NO_QUERY, photo: { kind: 'library', card: only } });
                end();
              }}
            >
              {t('photo.like')}
            </MenuItem>
          )}
          <MenuItem icon={GalleryThumbnails} id="make-gallery" onClick={() => setOpen('gallery')}>
            {t('gallery.menu')}
          </MenuItem>
          <MenuItem icon={Type} id="make-word" onClick={() => setOpen('word')}>
            {t('ownWords.menu')}
          </MenuItem>
          <MenuItem icon={Copy} onClick={() => void session.export.copy(nos)}>
            {only ? t('photo.copy') : t('selection.copyNames')}
          </MenuItem>
          <ListItems photos={nos} />
          <MenuItem icon={Trash2} onClick={() => setOpen('remove')}>
            {t('photo.remove')}
          </MenuItem>
        </Menu>
      </div>
      <TagsSheet open={open === 'tags'} photos={photos} onClose={close} />
      {open === 'gallery' && <GallerySheet photosOf={async () => nos} onClose={close} />}
      <WordSheet open={open === 'word'} photos={nos} onDone={end} onClose={close} />
      <Confirm
        open={open === 'remove'}
        title={t('selection.removeTitle', { count: photos.length })}
        text={t('selection.removeText')}
        verb={t('photo.removeConfirm')}
        onYes={() => {
          void session.library.removePhotos(nos);
          end();
        }}
        onClose={close}
      />
    </section>
  );
}

interface VerbProps {
  icon: IconNode;
  words: string;
  off: boolean;
  pressed?: boolean;
  onClick: () => void;
}

function Verb({ icon, words, off, pressed, onClick }: VerbProps) {
  return (
    <Button
      variant="plain"
      class={css.verb}
      icon={icon}
      disabled={off}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {words}
    </Button>
  );
}

/** Publishes how much of the window's top the bar covers: the grid scrolls the focused photo clear of it. */
function useCovering(bar: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { style } = document.documentElement;
    const measure = () => {
      const atTop = element.getBoundingClientRect().top < innerHeight / 2;
      style.setProperty('--covered-by-selection', atTop ? `${element.offsetHeight}px` : '0px');
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--covered-by-selection');
    };
  }, []);
}
