import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { formatDay, t } from '../i18n';
import { useBack } from '../parts/back';
import { classes } from '../parts/classes';
import { useSession } from '../use-session';
import { Controls, seconds } from './Controls';
import { useMediaKeys } from './media-keys';
import { Pictures } from './pictures';
import { type Act, actOf, after, started } from './playing';
import { Slide } from './Slide';
import css from './Slideshow.module.css';
import type { Showing } from './showing';
import { endSlideshow } from './starting';
import { swipes } from './swiping';

/** The picture that is seen, and the one that it covers while it fades in. */
interface Layer {
  turn: number;
  photo: PhotoCard;
  url: string | null;
}

/** Time without a movement after which the controls go, in milliseconds. */
const HIDE_AFTER = 3000;

/** A slideshow over everything: one photo after the other, until the user ends it. */
export function Slideshow({ showing }: { showing: Showing }) {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const { photos } = showing;
  const [playing, dispatch] = useReducer(after, started(photos.length, showing.index));
  const [pictures] = useState(() => new Pictures((no) => session.library.picture(no)));
  const [layers, setLayers] = useState<readonly Layer[]>([]);
  /** The turn whose video plays in the place of its picture. */
  const [clip, setClip] = useState<number | null>(null);
  const { index, turn, plays } = playing;
  const photo = photos[index] as PhotoCard;
  const seen = useRef(photo);
  seen.current = photo;
  const act = (what: Act | 'end') => (what === 'end' ? endSlideshow() : dispatch(what));
  const { bare, wake, hide } = useBareness(dialog, plays);

  useBack(true, endSlideshow);
  useFullScreen(endSlideshow);
  // A layout effect, so that it is open in its first picture, and can be pressed.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // Not its first control: keys are for the photos.
    element?.focus();
    return () => {
      element?.close();
      showing.onEnd?.(seen.current.no);
      // A dialog that is removed does not give the focus back.
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      pictures.dismiss();
    };
  }, []);
  useEffect(() => {
    const pause = () => document.hidden && dispatch('pause');
    document.addEventListener('visibilitychange', pause);
    return () => document.removeEventListener('visibilitychange', pause);
  }, []);
  useEffect(() => (plays ? session.system.keepOn() : undefined), [plays]);
  useMediaKeys(photo.name, plays, act);

  // A picture is shown once it is decoded; until then the one before stays.
  useEffect(() => {
    let gone = false;
    void pictures.get(photo.no).then((url) => {
      if (gone) return;
      setLayers((all) => [...all.filter((layer) => layer.turn !== turn).slice(-1), { turn, photo, url }]);
      const next = photos[(index + 1) % photos.length];
      if (next && next !== photo) void pictures.get(next.no);
    });
    return () => {
      gone = true;
    };
  }, [turn]);

  const isSeen = layers.at(-1)?.turn === turn;
  const time = seconds.value;
  useEffect(() => {
    if (!plays || !isSeen || clip === turn) return;
    const timer = setTimeout(() => dispatch('over'), time * 1000);
    return () => clearTimeout(timer);
  }, [plays, isSeen, clip, turn, time]);

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      class={classes(css.show, bare && css.bare)}
      aria-label={t('slideshow.title')}
      data-testid="slideshow"
      data-plays={plays}
      data-index={index}
      data-seen={isSeen ? photo.name : undefined}
      onClose={endSlideshow}
      onKeyDown={(event) => {
        // Nothing behind is meant: the viewer listens too.
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const what = actOf(event.key, kindOf(event.target));
        if (event.key === 'Tab') wake();
        if (!what) return;
        event.preventDefault();
        act(what);
      }}
      onPointerMove={({ pointerType }) => pointerType === 'mouse' && wake()}
      {...swipes({
        onSwipe: (by) => dispatch(by < 0 ? 'next' : 'previous'),
        // A tap shows the controls, and another hides them.
        onTap: () => (bare ? wake() : hide()),
      })}
    >
      {layers.map((layer) => (
        <Slide
          key={layer.turn}
          photo={layer.photo}
          url={layer.url}
          plays={plays && layer.turn === turn}
          onClip={(there) => setClip((now) => (there ? layer.turn : now === layer.turn ? null : now))}
          onOver={() => layer.turn === turn && dispatch('over')}
        />
      ))}
      <Controls playing={playing} photo={photo} onAct={act} onEnd={endSlideshow} />
      <p class="visually-hidden" role="status">
        {playing.byHand && `${photo.name}, ${formatDay(photo.taken)}`}
      </p>
    </dialog>
  );
}

function kindOf(target: EventTarget | null): 'nothing' | 'button' | 'choice' {
  if (target instanceof HTMLInputElement) return 'choice';
  return target instanceof HTMLButtonElement ? 'button' : 'nothing';
}

/** Whether the controls are hidden: a while after the last movement, unless it is paused or a key has gone to them. */
function useBareness(dialog: { current: HTMLDialogElement | null }, plays: boolean) {
  const [bare, setBare] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // At once, not in an effect: the controls must not go between a movement and the press that it was for.
  const wake = () => {
    clearTimeout(timer.current);
    setBare(false);
    if (!plays) return;
    timer.current = setTimeout(() => {
      if (!dialog.current?.querySelector(':focus-visible')) setBare(true);
    }, HIDE_AFTER);
  };
  useEffect(() => {
    wake();
    return () => clearTimeout(timer.current);
  }, [plays]);
  return { bare, wake, hide: () => setBare(plays) };
}

/** The system may end the full screen by itself, as for Esc, which then never comes as a key. */
function useFullScreen(end: () => void): void {
  useEffect(() => {
    let was = document.fullscreenElement !== null;
    const follow = () => {
      const is = document.fullscreenElement !== null;
      if (was && !is) end();
      was = is;
    };
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
}
