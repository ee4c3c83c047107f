import { ArrowLeft, CircleCheck, MonitorPlay } from 'lucide';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Occasion } from '#core/occasion';
import { Grid } from '../grid/Grid';
import { selection } from '../grid/selection';
import { spoken, t } from '../i18n';
import { beginByButton } from '../library/Toolbar';
import { Button, IconButton } from '../parts/Button';
import { useBack } from '../parts/back';
import { startSlideshow } from '../slideshow/starting';
import { useSession } from '../use-session';
import css from './Days.module.css';
import { opened } from './opened';
import { aboutOf, photosOf, titleOf } from './words';

/** The photos of an occasion, in the order of time, until Esc, Back or a search. */
export function OccasionPage({ occasion }: { occasion: Occasion }) {
  const session = useSession();
  const title = useRef<HTMLHeadingElement>(null);
  const library = session.photos.value;
  const language = spoken.value;
  const photos = useMemo(() => photosOf(occasion, library), [occasion, library]);
  const name = titleOf(occasion, session.finding);
  const sections = useMemo(
    () => [{ key: occasion.key, title: aboutOf(occasion), from: 0, to: photos.length }],
    [occasion, photos, language],
  );
  const scroll = useMemo(() => ({ y: 0 }), [occasion]);
  const close = () => {
    opened.value = null;
  };
  const { state } = session.answer.value;

  useBack(true, close);
  // With the page itself: later, it would take the focus from what was pressed meanwhile.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  // Another place was opened.
  useEffect(() => close, []);
  useEffect(() => {
    if (photos.length === 0 || state === 'found' || state === 'problem') close();
  }, [photos, state]);
  useEffect(() => {
    // Before the keys of all places: they would end a selection, after which nobody knows that there was one.
    const onKeyDown = (event: KeyboardEvent) => {
      const isTaken = selection.peek() || event.target instanceof HTMLInputElement;
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isTaken) return;
      if (document.querySelector('dialog[open], :popover-open, .pswp')) return;
      event.preventDefault();
      close();
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, []);

  return (
    <section data-testid="occasion-page" data-key={occasion.key} data-total={photos.length}>
      <div class={css.head}>
        <IconButton icon={ArrowLeft} name={t('days.back')} data-testid="occasion-back" onClick={close} />
        <h1 ref={title} tabIndex={-1} class={css.heading}>
          {name}
        </h1>
        <Button variant="plain" icon={CircleCheck} iconOnPhone onClick={beginByButton}>
          {t('selection.select')}
        </Button>
        <Button
          icon={MonitorPlay}
          iconOnPhone
          data-testid="page-slideshow"
          onClick={() => startSlideshow({ photos, index: 0 })}
        >
          {t('slideshow.title')}
        </Button>
      </div>
      <Grid photos={photos} sections={sections} scroll={scroll} />
    </section>
  );
}
