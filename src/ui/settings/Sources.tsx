import { Folder, Images, Sparkles } from 'lucide';
import { useState } from 'preact/hooks';
import type { SourceState } from '#workers/library/contract';
import { IndexChoice } from '../folders/IndexChoice';
import { Kinds } from '../folders/Kinds';
import { MissingSheet } from '../folders/MissingSheet';
import { SubfoldersSheet } from '../folders/SubfoldersSheet';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { Icon } from '../parts/Icon';
import { sourceName } from '../parts/source-name';
import { useSession } from '../use-session';
import css from './Settings.module.css';

const ICONS = { folder: Folder, files: Images, sample: Sparkles };

/** The sources of the photos. */
export function Sources() {
  const session = useSession();
  const sources = session.sources.value;
  const [leaving, setLeaving] = useState<SourceState | null>(null);
  const [sheet, setSheet] = useState<SourceState | 'missing' | null>(null);
  const remove = (source: SourceState) => {
    // Removing the sample album needs no confirmation: one tap adds it again.
    if (source.kind === 'sample') void session.library.removeSource(source.id);
    else setLeaving(source);
  };
  if (sources.length === 0) return <p class={css.quiet}>{t('settings.noSources')}</p>;
  return (
    <>
      <ul>
        {sources.map((source) => (
          <li key={source.id} class={css.source}>
            <Icon of={ICONS[source.kind]} />
            <div class={css.sourceText}>
              <p>{sourceName(source)}</p>
              <p class={css.quiet}>{factsOf(source).join(' · ')}</p>
            </div>
            <div class={css.sourceVerbs}>
              {source.locked && (
                <Button onClick={() => void session.library.reconnect()}>{t('indexing.reconnect')}</Button>
              )}
              {source.kind === 'folder' && (
                <Button
                  variant="plain"
                  data-testid="subfolders"
                  aria-label={t('folders.subfoldersOf', { name: sourceName(source) })}
                  onClick={() => setSheet(source)}
                >
                  {t('folders.subfolders')}
                </Button>
              )}
              <Button
                variant="plain"
                aria-label={
                  source.kind === 'sample'
                    ? t('library.removeSamples')
                    : t('settings.removeSource', { name: sourceName(source) })
                }
                onClick={() => remove(source)}
              >
                {source.kind === 'sample' ? t('library.removeSamples') : t('settings.remove')}
              </Button>
            </div>
            {source.handle && <IndexChoice source={source} />}
          </li>
        ))}
      </ul>
      {sources.some(({ kind, handle }) => kind === 'folder' && !handle) && (
        <p class={css.quiet}>{t('settings.readOnce')}</p>
      )}
      <div class={css.verbs}>
        {sources.some(({ handle }) => handle) && (
          <Button onClick={() => void session.library.reconnect()}>{t('settings.check')}</Button>
        )}
        {sources.some(({ missing, awaited }) => missing + awaited > 0) && (
          <Button data-testid="missing-list" onClick={() => setSheet('missing')}>
            {t('folders.missingShow')}
          </Button>
        )}
      </div>
      <Kinds />
      {sheet === 'missing' && <MissingSheet onClose={() => setSheet(null)} />}
      {sheet && sheet !== 'missing' && <SubfoldersSheet source={sheet} onClose={() => setSheet(null)} />}
      <Confirm
        open={leaving !== null}
        title={leaving ? t('settings.removeSource', { name: sourceName(leaving) }) : ''}
        text={t('settings.removeSourceText')}
        verb={t('settings.remove')}
        onYes={() => leaving && void session.library.removeSource(leaving.id)}
        onClose={() => setLeaving(null)}
      />
    </>
  );
}

function factsOf({ photos, missing, awaited, hidden, locked }: SourceState): string[] {
  const gone = missing + awaited;
  return [
    t('library.photos', { count: photos }),
    ...(hidden > 0 ? [t('folders.hidden', { count: hidden })] : []),
    ...(gone > 0 ? [t('folders.gone', { count: gone })] : []),
    ...(locked ? [t('settings.locked')] : []),
  ];
}
