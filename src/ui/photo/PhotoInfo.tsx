import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { Match } from '#session/finding/contract';
import type { PhotoDetails } from '#workers/library/contract';
import { formatLength, formatMoment, formatScore, t } from '../i18n';
import { formatBytes, formatDegrees } from '../i18n/amounts';
import { IconButton } from '../parts/Button';
import { sourceName } from '../parts/source-name';
import { useSession } from '../use-session';
import { CopyPath } from './CopyPath';
import { PeopleInPhoto } from './PeopleInPhoto';
import css from './PhotoInfo.module.css';
import { TagEditor } from './TagEditor';
import { WordsOfPhoto } from './WordsOfPhoto';

interface Props {
  photo: PhotoCard;
  match: Match | null;
  onClose: () => void;
  /** Closes the viewer too. */
  onLeave: () => void;
}

/** Panel with all details of a photo. */
export function PhotoInfo({ photo, match, onClose, onLeave }: Props) {
  const session = useSession();
  const [details, setDetails] = useState<PhotoDetails | null>(null);
  useEffect(() => {
    let gone = false;
    session.library.details([photo.no]).then((found) => {
      if (!gone) setDetails(found?.[0] ?? null);
    });
    return () => {
      gone = true;
    };
    // The card is a new object whenever the photo's marks have changed, here or in another tab.
  }, [photo, session]);

  return (
    <aside class={css.info} aria-label={t('photo.info')}>
      <div class={css.head}>
        <h2>{photo.name}</h2>
        <IconButton icon={X} name={t('app.close')} onClick={onClose} />
      </div>
      <dl>
        {match && (
          <Fact name={t('photo.match')}>
            <span class={css.strength} data-strength={match.strength}>
              {t(`strength.${match.strength}`)}
            </span>{' '}
            {match.lines ? t('photo.written') : formatScore(match.score)}
          </Fact>
        )}
        <Fact name={t(details?.takenFrom === 'file' ? 'photo.changed' : 'photo.taken')}>
          {formatMoment(photo.taken)}
        </Fact>
        <Fact name={t('photo.dimensions')}>
          {t('photo.pixels', { width: photo.width, height: photo.height })}
        </Fact>
        {photo.video && <Fact name={t('photo.length')}>{formatLength(photo.video.seconds)}</Fact>}
        {details && <Facts details={details} />}
        {details && (
          <Fact name={t('photo.tags')}>
            <TagEditor photos={[details]} />
          </Fact>
        )}
      </dl>
      {session.shell.people.value && <PeopleInPhoto photo={photo.no} onClose={onLeave} />}
      <WordsOfPhoto photo={photo.no} onClose={onLeave} />
    </aside>
  );
}

function Facts({ details }: { details: PhotoDetails }) {
  const { bytes, caption, camera, place, origins, incomplete } = details;
  return (
    <>
      {caption && <Fact name={t('photo.caption')}>{caption}</Fact>}
      {incomplete && <Fact name={t('photo.incomplete')}>{t('photo.incompleteText')}</Fact>}
      <Fact name={t('photo.size')}>{formatBytes(bytes)}</Fact>
      {camera && <Fact name={t('photo.camera')}>{camera}</Fact>}
      {place && (
        <Fact name={t('photo.place')}>
          {formatDegrees(place.latitude)}, {formatDegrees(place.longitude)}
        </Fact>
      )}
      <Fact name={t('photo.where')}>
        {origins.map(({ source, path }) => (
          <span key={`${source.id} ${path}`} class={css.origin}>
            {sourceName(source)} / {path}
            <CopyPath path={source.kind === 'folder' ? `${source.name}/${path}` : path} />
          </span>
        ))}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
