import type { RequestNote } from '#core/requests';
import { wallOf } from '#core/wall-clock';
import { MOST_REQUESTS } from '#session/privacy/contract';
import { formatDay, formatMoment, t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { useAsked } from '../parts/use-asked';
import css from './Requests.module.css';

/** The requests of this session, and their sums since the first one: where to, why, and what came back. */
export function Requests() {
  const privacy = useAsked((session) => session.privacy());
  if (!privacy) return null;
  const { since, sums } = privacy.ledger.value;
  const requests = privacy.requests.value;
  return (
    <div class={css.requests} data-testid="requests" data-count={requests.length}>
      <p>{sums.length === 0 ? t('requests.none') : t('requests.since', { day: formatDay(wallOf(since)) })}</p>
      <ul>
        {sums.map(({ host, reason, count, bytes }) => (
          <li key={`${host} ${reason}`} data-testid="request-sum" data-host={host} data-reason={reason}>
            <span>
              <strong>{host}</strong> {t(`requests.${reason}`)}
            </span>
            <span>
              {t('requests.count', { count })}
              {bytes > 0 && `, ${formatBytes(bytes)}`}
            </span>
          </li>
        ))}
      </ul>
      {requests.length > 0 && (
        <details>
          <summary>{t('requests.session', { count: requests.length })}</summary>
          <ol>
            {requests.map((request) => (
              <One key={request.id} request={request} />
            ))}
          </ol>
        </details>
      )}
      <p class={css.quiet}>{t('requests.own', { most: MOST_REQUESTS })}</p>
    </div>
  );
}

function One({ request }: { request: RequestNote }) {
  const { at, host, path, reason, bytes } = request;
  return (
    <li data-testid="request" data-reason={reason}>
      <span>
        {host}
        {path}
      </span>
      <span>
        <time dateTime={new Date(at).toISOString()}>{formatMoment(wallOf(at))}</time>
        {bytes !== null && `, ${formatBytes(bytes)}`}
      </span>
    </li>
  );
}
