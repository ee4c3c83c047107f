import type { ImageEntry, Space, TextEntry } from '#core/space';
import type { Presence } from '#workers/models/contract';
import { problemLine, t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';
import { languagesText, loadingText, sizeText, sourceOf } from './words';

interface RowProps {
  space: Space;
  encoder: ImageEntry | TextEntry;
  inUse: boolean;
}

/** One encoder: its description, its presence, and the verbs for that. */
export function EncoderRow({ space, encoder, inUse }: RowProps) {
  const presence = useSession().models.presences.value[encoder.id] ?? { state: 'absent' };
  const source = sourceOf(encoder, space.images);
  const origin = source ? t('models.made', { precision: source.precision }) : sizeText([encoder]);
  const what = 'backends' in encoder ? t('models.image') : languagesText(encoder);
  return (
    <li
      class={css.encoder}
      data-testid="encoder"
      data-encoder={encoder.id}
      data-presence={presence.state}
      data-used={inUse}
    >
      <p>
        {what} <span class={css.quiet}>{`${encoder.precision} · ${origin}`}</span>
      </p>
      <Status presence={presence} source={source} />
      <Verbs id={encoder.id} presence={presence} source={source} inUse={inUse} />
      {source && presence.state === 'ready' && <Release source={source} />}
    </li>
  );
}

function Status({ presence, source }: { presence: Presence; source: ImageEntry | undefined }) {
  switch (presence.state) {
    case 'loading':
      return (
        <div>
          <progress
            value={presence.loaded}
            max={presence.total ?? undefined}
            aria-label={t('models.loading')}
          />
          <p class={css.quiet}>{loadingText(presence)}</p>
        </div>
      );
    case 'begun':
      return <p class={css.quiet}>{t('models.begun', { loaded: formatBytes(presence.loaded) })}</p>;
    case 'unconfirmed':
      return (
        <div>
          <p>{t('models.pin')}</p>
          {presence.pins.map(({ path, bytes, sha256 }) => (
            <p key={path} class={css.pin}>
              {path} · {formatBytes(bytes)}
              <br />
              <code>{sha256}</code>
            </p>
          ))}
        </div>
      );
    case 'making': {
      const words = t('models.making', { precision: source?.precision ?? '' });
      return (
        <div>
          <progress value={presence.share} aria-label={words} />
          <p class={css.quiet}>{words}</p>
        </div>
      );
    }
    case 'ready': {
      const { agreement } = presence;
      const words = agreement !== undefined && t('models.madeReady', { agreement: agreement.toFixed(3) });
      return <p class={css.quiet}>{words || t('models.ready')}</p>;
    }
    case 'failed': {
      return (
        <div role="alert">
          <p class={css.problem}>{problemLine(presence.problem)}</p>
          <p class={css.quiet}>{presence.detail}</p>
        </div>
      );
    }
    default:
      return null;
  }
}

interface VerbsProps {
  id: string;
  presence: Presence;
  source: ImageEntry | undefined;
  inUse: boolean;
}

function Verbs({ id, presence, source, inUse }: VerbsProps) {
  const { models } = useSession();
  const isHere = source && models.presences.value[source.id]?.state === 'ready';
  const make = source && (isHere ? t('models.make') : t('models.makeFrom', { size: sizeText([source]) }));
  const download = (words: string) => (
    <Button data-testid="encoder-download" onClick={() => models.install(id)}>
      {words}
    </Button>
  );
  const remove = (
    <Button data-testid="encoder-remove" variant="plain" onClick={() => models.remove(id)}>
      {t('models.remove')}
    </Button>
  );
  switch (presence.state) {
    case 'absent':
      return <div class={css.verbs}>{download(make ?? t('models.download'))}</div>;
    case 'begun':
      return (
        <div class={css.verbs}>
          {download(t('models.continue'))}
          {remove}
        </div>
      );
    case 'failed':
      return <div class={css.verbs}>{download(t('app.tryAgain'))}</div>;
    case 'loading':
    case 'making':
      return (
        <div class={css.verbs}>
          <Button data-testid="encoder-cancel" onClick={() => models.cancel(id)}>
            {t('app.cancel')}
          </Button>
        </div>
      );
    case 'unconfirmed':
      return (
        <div class={css.verbs}>
          <Button variant="primary" data-testid="encoder-accept" onClick={() => models.confirm(id, true)}>
            {t('models.accept')}
          </Button>
          <Button data-testid="encoder-reject" onClick={() => models.confirm(id, false)}>
            {t('models.reject')}
          </Button>
        </div>
      );
    case 'ready':
      return (
        <div class={css.verbs}>
          <Button data-testid="encoder-repair" variant="plain" onClick={() => models.repair(id)}>
            {t('models.repair')}
          </Button>
          {!inUse && remove}
        </div>
      );
  }
}

/** Offers to delete a 32-bit source, which is of no more use. Others also run on graphics processors. */
function Release({ source }: { source: ImageEntry }) {
  const { models } = useSession();
  const inUse = models.choices.value.active.image === source.id;
  const isHere = models.presences.value[source.id]?.state === 'ready';
  if (source.precision !== 'fp32' || inUse || !isHere) return null;
  return (
    <div class={css.verbs}>
      <Button data-testid="encoder-release" onClick={() => models.remove(source.id)}>
        {t('models.release', { size: sizeText([source]) })}
      </Button>
      <span class={css.quiet}>{t('models.releaseText')}</span>
    </div>
  );
}
