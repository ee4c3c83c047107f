import type { Upgrade } from '#session/models/contract';
import type { Presence } from '#workers/models/contract';
import { problemLine, sentences, t } from '../i18n';
import { formatBytes, formatList } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { Offer } from '../parts/Offer';
import { useSession } from '../use-session';
import css from './UpgradeOffer.module.css';
import { durationText, loadingText, sourceText, strengthText } from './words';

/** Offers the right model for this person and device, and shows its download. */
export function UpgradeOffer({ upgrade }: { upgrade: Upgrade }) {
  const { models } = useSession();
  const id = upgrade.state === 'offered' ? upgrade.recommendation.choice.space : upgrade.space;
  const space = models.spaces.value.find((each) => each.id === id);
  if (!space) return null;
  const accept = (words: string) => (
    <Button variant="primary" data-testid="upgrade-accept" onClick={() => models.acceptUpgrade()}>
      {words}
    </Button>
  );
  const decline = (words: string) => (
    <Button variant="plain" data-testid="upgrade-decline" onClick={() => models.declineUpgrade()}>
      {words}
    </Button>
  );
  return (
    <Offer
      wide
      aria-label={t('models.upgrade.label')}
      data-testid="upgrade"
      data-state={upgrade.state}
      data-space={id}
    >
      {upgrade.state === 'offered' && (
        <>
          <p>
            {sentences(t('models.upgrade.offer', { name: space.name }), strengthText(space))}
            <span class={css.cost}>
              {[
                costText(upgrade),
                upgrade.metered ? t('models.upgrade.metered') : '',
                upgrade.unpublished ? t('models.upgrade.unpublished', { source: sourceText(space) }) : '',
              ].reduce((before, next) => sentences(before, next))}
            </span>
          </p>
          {accept(t('models.upgrade.accept'))}
          {decline(t('models.upgrade.decline'))}
        </>
      )}
      {upgrade.state === 'loading' && (
        <>
          <p>
            {t('models.upgrade.loading', { name: space.name })}
            {/* Not read out: it changes twice a second. */}
            <span class={css.cost} aria-live="off">
              {progressText(upgrade.encoders.map((each) => models.presences.value[each]))}
            </span>
          </p>
          {decline(t('app.cancel'))}
        </>
      )}
      {upgrade.state === 'failed' && (
        <>
          <p role="alert">{problemLine(upgrade.problem)}</p>
          {accept(t('app.tryAgain'))}
          {decline(t('models.upgrade.decline'))}
        </>
      )}
    </Offer>
  );
}

/** "156 MB, about 2 minutes, then about 12 minutes to prepare your 1,200 photos anew. Search goes on meanwhile." */
function costText({ recommendation }: Extract<Upgrade, { state: 'offered' }>): string {
  const { bytes, seconds, encoding } = recommendation;
  const costs = [bytes === null ? t('models.sizeUnknown') : formatBytes(bytes)];
  if (bytes === 0) costs[0] = t('models.upgrade.here');
  else if (seconds !== null) costs.push(durationText(seconds));
  if (encoding.seconds !== null) {
    const duration = durationText(encoding.seconds);
    costs.push(t('models.upgrade.encoding', { count: encoding.photos, duration }));
  }
  const cost = t('models.upgrade.cost', { cost: formatList(costs) });
  return encoding.isLong ? sentences(cost, t('models.upgrade.long')) : cost;
}

/** Progress of the encoder that is being downloaded now. */
function progressText(presences: readonly (Presence | undefined)[]): string {
  const loading = presences.find((presence) => presence?.state === 'loading');
  return loading?.state === 'loading' ? loadingText(loading) : '';
}
