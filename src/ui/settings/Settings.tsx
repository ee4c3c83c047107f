import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import { Appearance } from './Appearance';
import { Indexing } from './Indexing';
import { Install } from './Install';
import { Searches } from './Searches';
import css from './Settings.module.css';
import { Sources } from './Sources';
import { Storage } from './Storage';

// Loaded lazily, because most visits do not open them.
const Models = later(async () => (await import('../models/Models')).Models);
const Boxes = later(async () => (await import('../box/Boxes')).Boxes);
const Requests = later(async () => (await import('./Requests')).Requests);
const Backup = later(async () => (await import('./Backup')).Backup);
const Days = later(async () => (await import('./Days')).Days);
const Report = later(async () => (await import('./Report')).Report);
const WordsInPhotos = later(async () => (await import('./WordsInPhotos')).WordsInPhotos);
const SmallThings = later(async () => (await import('./SmallThings')).SmallThings);
const Benchmark = later(async () => (await import('../benchmark/Benchmark')).Benchmark);

/** The settings, and information about the app. */
export function Settings({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <div class={css.settings}>
      <h1>{t('settings.title')}</h1>
      <Section title={t('settings.appearance')}>
        <Appearance />
      </Section>
      <Section title={t('settings.sources')}>
        <Sources />
      </Section>
      <Indexing />
      <Section title={t('days.title')}>
        <Days />
      </Section>
      <Section title={t('words.title')}>
        <WordsInPhotos />
      </Section>
      <Section title={t('app.people')}>
        <People />
      </Section>
      <Section title={t('tiles.title')}>
        <SmallThings />
      </Section>
      <Section title={t('app.model')}>
        <ModelProblem />
        <Models />
      </Section>
      <Section title={t('box.title')}>
        <Boxes />
      </Section>
      <Section title={t('benchmark.title')}>
        <Benchmark />
      </Section>
      <Section title={t('searches.title')}>
        <Searches />
      </Section>
      <Section title={t('settings.storage')}>
        <Storage />
      </Section>
      <Section title={t('backup.title')}>
        <Backup />
      </Section>
      <Section title={t('settings.offline')}>
        <Offline />
      </Section>
      <Section title={t('settings.privacy')}>
        <p>{t('settings.privacyText')}</p>
        <Requests />
      </Section>
      <Section title={t('settings.about')}>
        <p>{t('settings.aboutText')}</p>
        <p class={css.quiet}>{t('settings.samplesText')}</p>
        <div class={css.verbs}>
          <Button onClick={onShowKeys}>{t('settings.keysShow')}</Button>
        </div>
      </Section>
      <Section title={t('report.title')}>
        <Report />
      </Section>
      <Section title={t('settings.erase')}>
        <Erase />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={css.part}>
      <h2>{title}</h2>
      <div class={css.body}>{children}</div>
    </section>
  );
}

function ModelProblem() {
  const { modelProblem } = useSession().models.readiness.value;
  if (!modelProblem) return null;
  return <p class={css.problem}>{problemLine(modelProblem)}</p>;
}

function Offline() {
  const { library, models } = useSession();
  // The model of a library in memory is gone with the tab.
  const offline = library.inMemory.value ? 'unavailable' : models.readiness.value.offline;
  const words = {
    preparing: t('settings.offlinePreparing'),
    ready: t('settings.offlineReady'),
    unavailable: t('settings.offlineUnavailable'),
  };
  return (
    <>
      <p>{words[offline]}</p>
      <Install />
    </>
  );
}

/** The way to the place of people, which says what it is before it is turned on. */
function People() {
  const { shell, go } = useSession();
  return (
    <>
      <p>{t('people.short')}</p>
      <div class={css.verbs}>
        <Button data-testid="people-open" onClick={() => go('people')}>
          {t(shell.people.value ? 'people.open' : 'people.about')}
        </Button>
      </div>
    </>
  );
}

function Erase() {
  const { library } = useSession();
  const [confirming, setConfirming] = useState(false);
  return (
    <>
      <p>{t('settings.eraseText')}</p>
      <div class={css.verbs}>
        <Button variant="danger" onClick={() => setConfirming(true)}>
          {t('settings.erase')}
        </Button>
      </div>
      <Confirm
        open={confirming}
        title={t('settings.eraseTitle')}
        text={t('settings.eraseText')}
        verb={t('settings.eraseConfirm')}
        onYes={() => void library.erase()}
        onClose={() => setConfirming(false)}
      />
    </>
  );
}
