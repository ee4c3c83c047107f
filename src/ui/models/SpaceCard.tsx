import type { ImageEntry, Space, SpaceId, TextEntry } from '#core/space';
import type { Presences } from '#workers/models/contract';
import { formatNumber, t } from '../i18n';
import { formatTimeLeft } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import { Backends } from './Backends';
import { EncoderRow } from './EncoderRow';
import css from './Models.module.css';
import type { Reason } from './short-list';
import {
  fetchedFor,
  languagesText,
  pairText,
  recallText,
  sizeText,
  sourceOf,
  strengthText,
  unverifiedText,
  verifiedText,
} from './words';

interface Props {
  space: Space;
  /** Why it is on the short list; undefined if it is not. */
  reason?: Reason;
  /** The cards that the user has unfolded; this one adds and removes itself. */
  unfolded: Set<SpaceId>;
}

/** One space: its strengths, its size, and how to switch to it. */
export function SpaceCard({ space, reason, unfolded }: Props) {
  const recall = recallText(space);
  const session = useSession();
  const choices = session.models.choices.value;
  const presences = session.models.presences.value;
  const { active, next } = choices;
  const used = next?.space === space.id ? next.image : active.image;
  const image = imageFor(space, presences, used, session.models.onProcessor.value);
  const text = textFor(space, presences, session.language.value);
  const status = statusOf(space, choices, isReady(image, presences) && isReady(text, presences));
  const speaks = space.texts.reduce((most, each) =>
    each.languages.length > most.languages.length ? each : most,
  );
  return (
    <article class={css.space} data-testid="space" data-space={space.id} data-state={status}>
      <header>
        <h3>{space.name}</h3>
        {(status === 'active' || status === 'next') && <span class={css.mark}>{t(`models.${status}`)}</span>}
        {reason && reason !== 'inUse' && <span class={css.reason}>{t(`models.${reason}`)}</span>}
      </header>
      <p>{strengthText(space)}</p>
      <p class={css.quiet}>
        {[languagesText(speaks), pairText(space, fetchedFor(image, space), text), space.licence].join(' · ')}
      </p>
      {recall && <p class={css.quiet}>{recall}</p>}
      <p class={css.quiet} data-testid="verified">
        {verifiedText(space, image, text, session.language.value)}
      </p>
      {status === 'next' && <Changing />}
      <MainVerb space={space} image={image} text={text} status={status} />
      <details
        open={unfolded.has(space.id)}
        onToggle={({ currentTarget }) => {
          if (currentTarget.open) unfolded.add(space.id);
          else unfolded.delete(space.id);
        }}
      >
        <summary data-testid="space-more">{t('models.more')}</summary>
        {space.unverified.length > 0 && (
          <p class={css.quiet}>{t('models.unverified.title', { what: unverifiedText(space) })}</p>
        )}
        <ul>
          {space.images.map((each) => (
            <Build key={each.id} space={space} encoder={each} />
          ))}
          {space.texts.map((each) => (
            <EncoderRow
              key={each.id}
              space={space}
              encoder={each}
              inUse={status === 'active' && each.id === text.id}
            />
          ))}
        </ul>
        {space.id.startsWith('own-') && status !== 'active' && (
          <Button variant="danger" onClick={() => session.models.forget(space.id)}>
            {t('models.forget')}
          </Button>
        )}
      </details>
    </article>
  );
}

type Status = 'active' | 'next' | 'ready' | 'absent';

function statusOf(
  { id }: Space,
  { active, next }: { active: { space: string }; next: { space: string } | null },
  ready: boolean,
): Status {
  if (next?.space === id) return 'next';
  if (active.space === id) return 'active';
  return ready ? 'ready' : 'absent';
}

function MainVerb(props: { space: Space; image: ImageEntry; text: TextEntry; status: Status }) {
  const { space, image, text, status } = props;
  const { models } = useSession();
  const presences = models.presences.value;
  const choices = models.choices.value;
  if (status === 'active') return null;
  if (status === 'next') {
    return <Button onClick={() => models.choose(choices.active)}>{t('models.callOff')}</Button>;
  }
  if (status === 'ready') {
    return (
      <Button
        variant="primary"
        data-testid="space-use"
        onClick={() => models.choose({ space: space.id, image: image.id })}
      >
        {t('models.use')}
      </Button>
    );
  }
  const missing = [image, text].filter((each) => !isReady(each, presences));
  const rest = missing.filter(({ id }) =>
    ['absent', 'begun', 'failed'].includes(presences[id]?.state ?? 'absent'),
  );
  // Encoders that are loading or wait for confirmation show that in their own rows.
  if (rest.length === 0) return <p class={css.quiet}>{t('models.onItsWay')}</p>;
  const fetched = rest.map((each) => fetchedFor(each, space)).filter((each) => !isReady(each, presences));
  const size = fetched.length === 2 ? pairText(space, fetchedFor(image, space), text) : sizeText(fetched);
  return (
    <Button onClick={() => rest.map(({ id }) => models.install(id))}>
      {fetched.length > 0 ? t('models.downloadAll', { size }) : t('models.make')}
    </Button>
  );
}

/** A build of the image encoder, with its speed on this device; switching to another build is immediate. */
function Build({ space, encoder }: { space: Space; encoder: ImageEntry }) {
  const { models } = useSession();
  const choices = models.choices.value;
  const presences = models.presences.value;
  const active = choices.active.image === encoder.id;
  const isOther = choices.active.space === space.id && !active && isReady(encoder, presences);
  return (
    <>
      <EncoderRow space={space} encoder={encoder} inUse={active} />
      {isOther && (
        <li class={css.build}>
          <Button
            data-testid="build-use"
            data-encoder={encoder.id}
            onClick={() => models.choose({ space: space.id, image: encoder.id })}
          >
            {encoder.home.kind === 'made'
              ? t('models.useMade')
              : t('models.useBuild', { precision: encoder.precision })}
          </Button>
          <span class={css.quiet}>{t('models.noNewIndex')}</span>
        </li>
      )}
      {active && <Backends encoder={encoder} />}
    </>
  );
}

function Changing() {
  const { changing, perSecond, state } = useSession().indexing.value;
  if (!changing) return null;
  const { done, total } = changing;
  const counts = { done: formatNumber(done), total: formatNumber(total) };
  const left = state === 'running' && perSecond ? formatTimeLeft((total - done) / perSecond) : null;
  return (
    <div>
      <progress value={done} max={total} aria-label={t('models.next')} />
      <p class={css.quiet}>
        {left === null ? t('models.changing', counts) : t('models.changingLeft', { ...counts, left })}
      </p>
    </div>
  );
}

function isReady({ id }: { id: string }, presences: Presences): boolean {
  return presences[id]?.state === 'ready';
}

/**
 * Returns the build in use, else (without a usable graphics processor) the one made or makeable on this device,
 * else an installed one, else the recommended one.
 */
function imageFor({ images }: Space, presences: Presences, used: string, onProcessor: boolean): ImageEntry {
  const isHere = (each: ImageEntry) => isReady(each, presences);
  const made = images.find((each) => {
    const source = sourceOf(each, images);
    if (!source || presences[each.id]?.state === 'failed') return false;
    return isHere(each) || isHere(source);
  });
  const found = images.find(({ id }) => id === used) ?? (onProcessor ? made : undefined);
  return found ?? images.find(isHere) ?? (images[0] as ImageEntry);
}

/** Returns an installed text encoder, else the first for the language of the interface, else the first. */
function textFor({ texts }: Space, presences: Presences, language: string): TextEntry {
  const here = texts.find((each) => isReady(each, presences));
  return here ?? texts.find(({ languages }) => languages.includes(language)) ?? (texts[0] as TextEntry);
}
