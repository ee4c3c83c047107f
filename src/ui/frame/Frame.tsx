import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { opened } from '../days/opened';
import { viewing } from '../grid/viewing';
import { t } from '../i18n';
import { FileInputs } from '../library/inputs';
import { Strip } from '../library/Strip';
import { classes } from '../parts/classes';
import { later } from '../parts/later';
import { Mark } from '../parts/Mark';
import { ChipsLine } from '../search/ChipsLine';
import { Find, isEmpty } from '../search/Find';
import { SearchField } from '../search/SearchField';
import { Selecting } from '../selection/Selecting';
import { showing } from '../slideshow/showing';
import { useSession } from '../use-session';
import { useCovered } from './covered';
import { useDrops } from './drops';
import css from './Frame.module.css';
import { useKeys } from './keys';
import { Notices } from './Notices';
import { Places } from './Places';
import { useViewTransition } from './view-transition';

const Atlas = later(() => import('../atlas/Atlas').then((module) => module.Atlas));
const looking = () => import('./looking');
const Days = later(() => looking().then((module) => module.Days));
const OccasionPage = later(() => looking().then((module) => module.OccasionPage));
const Slideshow = later(() => looking().then((module) => module.Slideshow));
const Labels = later(() => import('../labels/Labels').then((module) => module.Labels));
const People = later(() => import('../people/People').then((module) => module.People));
const Settings = later(() => import('../settings/Settings').then((module) => module.Settings));
const Tidy = later(() => import('../tidy/Tidy').then((module) => module.Tidy));
const UnknownModel = later(() => import('../models/UnknownModel').then((module) => module.UnknownModel));
const library = () => import('../library/lazy');
const FailedSheet = later(() => library().then((module) => module.FailedSheet));
const IndexingSaid = later(() => library().then((module) => module.IndexingSaid));
const over = () => import('./over');
const Arrived = later(() => over().then((module) => module.Arrived));
const DropArea = later(() => over().then((module) => module.DropArea));
const InMemory = later(() => over().then((module) => module.InMemory));
const KeysSheet = later(() => over().then((module) => module.KeysSheet));
const Offers = later(() => over().then((module) => module.Offers));
const Viewer = later(() => import('../photo/Viewer').then((module) => module.Viewer));

/** The layout around every place: search, navigation, strip, notices, and what opens over them. */
export function Frame() {
  const session = useSession();
  // Kept here, so that the library's scroll position survives a search or a visit to the settings.
  const { current: libraryScroll } = useRef({ y: 0 });
  const bar = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<'failed' | 'keys' | null>(null);
  const shown = useViewTransition(
    session.place.value === 'find' ? (opened.value ?? 'find') : session.place.value,
  );
  const occasion = typeof shown === 'object' ? shown : null;
  const place = typeof shown === 'object' ? 'find' : shown;
  const first = place === 'find' && isEmpty(session);
  const close = () => setOpen(null);
  useDrops(session.library);
  useKeys(session, () => setOpen('keys'));
  useCovered(bar);
  useEffect(() => {
    // The grid restores its own scroll position; the browser would scroll elsewhere when the viewer closes.
    history.scrollRestoration = 'manual';
  }, []);
  useLayoutEffect(() => {
    if (place !== 'find') scrollTo({ top: 0, behavior: 'instant' });
  }, [place]);

  return (
    <div class={classes(css.frame, first && css.first)}>
      <header ref={bar} class={css.bar}>
        <p class={css.brand}>
          <Mark size={26} />
          <span>{t('app.name')}</span>
        </p>
        <div class={css.middle}>
          <SearchField />
          <ChipsLine />
          <div class={css.strip}>
            <Strip onShowFailed={() => setOpen('failed')} />
          </div>
        </div>
        <Places />
      </header>
      <main class={css.main}>
        {place === 'find' && session.models.choices.value.unknown !== null && <UnknownModel />}
        {place === 'find' && session.library.inMemory.value && <InMemory />}
        {place === 'find' &&
          (occasion ? (
            <OccasionPage occasion={occasion} />
          ) : (
            <Find libraryScroll={libraryScroll} days={<Days />} />
          ))}
        {place === 'labels' && <Labels />}
        {place === 'tidy' && <Tidy />}
        {place === 'atlas' && <Atlas />}
        {place === 'people' && <People />}
        {place === 'settings' && <Settings onShowKeys={() => setOpen('keys')} />}
      </main>
      {/* Below the photos, whose height is not known before. */}
      {(first || session.opened.value) && (
        <footer class={css.foot}>
          {t('app.model')} · <span data-testid="model-id">{session.models.readiness.value.modelId}</span>
        </footer>
      )}
      <FileInputs />
      {session.library.failed.value.length > 0 && <FailedSheet open={open === 'failed'} onClose={close} />}
      {open === 'keys' && <KeysSheet onClose={close} />}
      {showing.value && <Slideshow showing={showing.value} />}
      {viewing.value && <Viewer viewing={viewing.value} />}
      {session.system.arrivals.value.length > 0 && <Arrived />}
      <Selecting />
      <div class={css.low}>
        <Notices />
        {place === 'find' && session.opened.value && <Offers />}
      </div>
      {session.opened.value && <DropArea />}
      {session.opened.value && <IndexingSaid />}
    </div>
  );
}
