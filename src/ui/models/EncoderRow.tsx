import type { ImageEntry, TextEntry } from '#core/space';
import type { Presence } from '#workers/models/contract';
import { formatBytes, problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';
import { languagesText, loadingText, sizeText } from './words';

/** One encoder: its description, its presence, and the verbs for that. */
export function EncoderRow({ encoder, inUse }: { encoder: ImageEntry | TextEntry; inUse: boolean }) {
  const presence = useSession().models.presences.value[encoder.id] ?? { state: 'absent' };
  const what = 'backends' in encoder ? t('models.image') : languagesText(encoder);
  return (
    <li class={css.encoder} data-testid="encoder" data-encoder={encoder.id} data-presence={presence.state}>
      <p>
        {what} <span class={css.quiet}>{`${encoder.precision} · ${sizeText([encoder])}`}</span>
      </p>
      <Standing presence={presence} />
      <Verbs id={encoder.id} presence={presence} inUse={inUse} />
    </li>
  );
}

function Standing({ presence }: { presence: Presence }) {
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
    case 'ready':
      return <p class={css.quiet}>{t('models.ready')}</p>;
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

function Verbs({ id, presence, inUse }: { id: string; presence: Presence; inUse: boolean }) {
  const { models } = useSession();
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
      return <div class={css.verbs}>{download(t('models.download'))}</div>;
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
