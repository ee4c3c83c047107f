import {
  ChevronLeft,
  ChevronRight,
  Copy,
  Download,
  ExternalLink,
  Heart,
  type IconNode,
  Images,
  Info,
  MonitorPlay,
  Share,
  SquareDashedMousePointer,
  ThumbsDown,
  ThumbsUp,
  Trash2,
  X,
} from 'lucide';
import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { Match } from '#session/finding/contract';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import { Menu, MenuItem } from '../parts/Menu';
import { useSession } from '../use-session';
import { Clip } from './Clip';
import { canJudge, judge, verdictOf } from './judging';
import { Live } from './Live';
import { PhotoInfo } from './PhotoInfo';
import css from './Viewer.module.css';

interface Props {
  photo: PhotoCard;
  match: Match | null;
  index: number;
  total: number;
  loading: boolean;
  info: boolean;
  onInfo: () => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
  onFavourite: () => void;
  onLike: () => void;
  onSlideshow: () => void;
  /** The verb that begins to choose a region, which gets the focus back. */
  regionVerb: Ref<HTMLButtonElement>;
  onRegion: () => void;
  onRemove: () => void;
}

/** The verbs for the photo that is shown, along the edges of the viewer. */
export function ViewerControls(props: Props) {
  const { photo, match, index, total, loading, info } = props;
  const session = useSession();
  const [confirming, setConfirming] = useState(false);
  const share = session.export.canShare();
  const save = () => void session.export.save([photo.no]);
  return (
    <div class={classes(css.controls, info && css.withInfo)}>
      {photo.video && (
        <div class={classes(css.clip, 'pswp__hide-on-close')}>
          <Clip key={photo.no} photo={photo} moment={match?.moment} onStep={props.onStep} />
        </div>
      )}
      {loading && <span class={css.loading} aria-hidden="true" />}
      <div class={classes(css.top, 'pswp__hide-on-close')}>
        <p class={css.position} aria-live="polite">
          <span class={css.name}>{photo.name}</span>
          <span>{t('photo.of', { position: index + 1, total })}</span>
        </p>
        {(photo.motion ?? photo.live) && <Live key={photo.no} photo={photo} />}
        <IconButton
          icon={Heart}
          name={t('photo.favourite')}
          aria-pressed={photo.favourite === true}
          class={css.heart}
          data-testid="favourite"
          onClick={props.onFavourite}
        />
        <Menu name={t('photo.more')}>
          <MenuItem icon={MonitorPlay} id="viewer-slideshow" onClick={props.onSlideshow}>
            {t('slideshow.title')}
          </MenuItem>
          {share && (
            <MenuItem icon={Download} onClick={save}>
              {t('photo.save')}
            </MenuItem>
          )}
          <MenuItem icon={Copy} onClick={() => void session.export.copy([photo.no])}>
            {t('photo.copy')}
          </MenuItem>
          <MenuItem icon={ExternalLink} onClick={() => void session.export.openOriginal(photo.no)}>
            {t('photo.openOriginal')}
          </MenuItem>
        </Menu>
        <IconButton icon={Info} name={t('photo.info')} aria-pressed={info} onClick={props.onInfo} />
        <IconButton icon={X} name={t('photo.close')} onClick={props.onClose} />
      </div>
      {index > 0 && (
        <div class={classes(css.side, css.before, 'pswp__hide-on-close')}>
          <IconButton icon={ChevronLeft} name={t('photo.previous')} onClick={() => props.onStep(-1)} />
        </div>
      )}
      {index < total - 1 && (
        <div class={classes(css.side, css.after, 'pswp__hide-on-close')}>
          <IconButton icon={ChevronRight} name={t('photo.next')} onClick={() => props.onStep(1)} />
        </div>
      )}
      <div class={classes(css.bottom, 'pswp__hide-on-close')}>
        {canJudge(session) &&
          [true, false].map((wanted) => (
            <Verb
              key={wanted}
              icon={wanted ? ThumbsUp : ThumbsDown}
              words={t(wanted ? 'teaching.more' : 'teaching.not')}
              pressed={verdictOf(session, photo.no) === wanted}
              id={wanted ? 'judge-more' : 'judge-not'}
              onClick={() => judge(session, [photo.no], wanted)}
            />
          ))}
        <Verb icon={Images} words={t('photo.like')} onClick={props.onLike} />
        {!photo.video && (
          <Verb
            icon={SquareDashedMousePointer}
            words={t('region.find')}
            id="region-begin"
            focusRef={props.regionVerb}
            onClick={props.onRegion}
          />
        )}
        <Verb
          icon={share ? Share : Download}
          words={share ? t('photo.share') : t('photo.save')}
          onClick={share ? () => void session.export.share([photo.no]) : save}
        />
        <Verb icon={Trash2} words={t('photo.remove')} onClick={() => setConfirming(true)} />
      </div>
      {info && (
        <PhotoInfo
          key={photo.no}
          photo={photo}
          match={match}
          onClose={props.onInfo}
          onLeave={props.onClose}
        />
      )}
      <Confirm
        open={confirming}
        title={t('photo.removeTitle')}
        text={t('photo.removeText', { name: photo.name })}
        verb={t('photo.removeConfirm')}
        onYes={props.onRemove}
        onClose={() => setConfirming(false)}
      />
    </div>
  );
}

interface VerbProps {
  icon: IconNode;
  words: string;
  pressed?: boolean;
  /** Test id. */
  id?: string;
  focusRef?: Ref<HTMLButtonElement>;
  onClick: () => void;
}

function Verb({ icon, words, pressed, id, focusRef, onClick }: VerbProps) {
  return (
    <button
      ref={focusRef ?? null}
      type="button"
      class={css.verb}
      aria-pressed={pressed}
      data-testid={id}
      onClick={onClick}
    >
      <Icon of={icon} />
      <span>{words}</span>
    </button>
  );
}
