import { CircleAlert, CircleCheck } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Pairing } from '#core/protocol/pairing';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './AddBox.module.css';
import { speedText } from './words';

interface Props {
  /** Pairing of the box, whose state arrives a moment later. */
  pairing: Pairing;
  onDone: () => void;
}

/** The outcome of a pairing: the box encodes photos from now on, or has another space than the library. */
export function Paired({ pairing, onDone }: Props) {
  const { host, port } = pairing;
  const { paired } = useSession().boxes;
  const box = paired.value.find((each) => each.host === host && each.port === port);
  const verbs = useRef<HTMLDivElement>(null);
  // The focused button of the form was removed.
  useEffect(() => verbs.current?.querySelector('button')?.focus(), []);
  const name = box?.name ?? host;
  const problem = box?.problem ? problemLine(box.problem) : null;
  return (
    <div class={css.form} data-testid="box-paired" data-name={box?.name} data-problem={box?.problem}>
      <div class={css.case} role="status">
        <Icon of={problem ? CircleAlert : CircleCheck} />
        <div>
          <p>{t('box.paired', { name })}</p>
          {box && <p class={css.quiet}>{speedText(box)}</p>}
          <p class={css.quiet}>{problem ?? t('box.pairedText')}</p>
        </div>
      </div>
      <div ref={verbs} class={css.verbs}>
        <Button variant="primary" data-testid="box-done" onClick={onDone}>
          {t('box.done')}
        </Button>
      </div>
    </div>
  );
}
