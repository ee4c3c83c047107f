import { CircleAlert, CircleCheck, type IconNode, MessageCircleQuestionMark } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { BrowserCase } from '#core/browser-case';
import type { Pairing } from '#core/protocol/pairing';
import { t } from '../i18n';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './AddBox.module.css';
import { addressOf } from './pairing-text';

interface Props {
  text: string;
  pairing: Pairing;
  /** Whether an attempt to connect has failed. */
  failed: boolean;
}

/** Says before the attempt whether the browser lets the page reach the box, and what to do if it does not. */
export function BrowserCaseLine({ text, pairing, failed }: Props) {
  const { browserCase } = useSession().boxes;
  const [found, setFound] = useState<BrowserCase | null>(null);
  useEffect(() => {
    let gone = false;
    browserCase(text).then((answer) => {
      if (!gone) setFound(answer);
    });
    return () => {
      gone = true;
    };
  }, [browserCase, text]);
  // After a failed attempt, "the browser allows it" would be misleading.
  if (!found || (failed && found === 'open')) return null;
  const words = wordsFor(found);
  const { host } = pairing;
  const page = `https://${addressOf(pairing)}`;
  return (
    <div class={css.case} data-testid="box-case" data-case={found}>
      <Icon of={ICONS[found]} />
      <div>
        <p>{t(`box.case.${words}.what`, { host })}</p>
        <p class={css.quiet}>{t(`box.case.${words}.todo`, { host })}</p>
        {found === 'certificate' && (
          <a href={page} target="_blank" rel="noreferrer">
            {page}
          </a>
        )}
      </div>
    </div>
  );
}

/** Chooses the text. If the page itself is not secure, the browser denies access without asking the user. */
function wordsFor(found: BrowserCase) {
  return found === 'denied' && !self.isSecureContext ? 'notSecure' : WORDS[found];
}

const WORDS = {
  open: 'open',
  'will-ask': 'willAsk',
  denied: 'denied',
  certificate: 'certificate',
  'needs-wss': 'needsWss',
  'mixed-content': 'mixedContent',
} as const satisfies Record<BrowserCase, string>;

const ICONS: Record<BrowserCase, IconNode> = {
  open: CircleCheck,
  'will-ask': MessageCircleQuestionMark,
  denied: CircleAlert,
  certificate: CircleAlert,
  'needs-wss': CircleAlert,
  'mixed-content': CircleAlert,
};
