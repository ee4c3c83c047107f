import { CircleAlert, CircleCheck, CircleOff, Clock, type IconNode, LoaderCircle, Zap } from 'lucide';
import { useState } from 'preact/hooks';
import type { BoxState } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './Boxes.module.css';
import { BoxFacts } from './BoxFacts';

/** A paired box: its state, its measurements, and its verbs. */
export function BoxCard({ box }: { box: BoxState }) {
  return (
    <article
      class={css.box}
      aria-label={box.name}
      data-testid="box"
      data-name={box.name}
      data-state={box.state}
      data-problem={box.problem}
      data-encoded={box.encoded}
    >
      <header>
        <div class={css.title}>
          <h3>{box.name}</h3>
          <p class={css.quiet}>{box.address}</p>
        </div>
        <Switch box={box} />
      </header>
      <Status box={box} />
      {box.enabled && <BoxFacts box={box} />}
      <Verbs box={box} />
    </article>
  );
}

function Switch({ box }: { box: BoxState }) {
  const { enable } = useSession().boxes;
  return (
    <label class={css.switch}>
      <span>{box.enabled ? t('box.on') : t('box.off')}</span>
      <input
        type="checkbox"
        role="switch"
        data-testid="box-switch"
        aria-label={t('box.useIt', { name: box.name })}
        checked={box.enabled}
        aria-checked={box.enabled}
        onChange={(event) => void enable(box.id, event.currentTarget.checked)}
      />
    </label>
  );
}

const ICONS: Record<BoxState['state'], IconNode> = {
  off: CircleOff,
  connecting: LoaderCircle,
  ready: CircleCheck,
  working: Zap,
  waiting: Clock,
  refused: CircleAlert,
};

function Status({ box }: { box: BoxState }) {
  const words = box.enabled && box.problem ? problemLine(box.problem) : null;
  return (
    <div class={classes(css.status, box.state === 'working' && css.working)}>
      <Icon of={ICONS[box.state]} size={18} />
      <div>
        <p role="status">{t(`box.state.${box.enabled ? box.state : 'disabled'}`)}</p>
        {words && <p class={css.quiet}>{words}</p>}
      </div>
    </div>
  );
}

function Verbs({ box }: { box: BoxState }) {
  const { tryNow, remove } = useSession().boxes;
  const [removing, setRemoving] = useState(false);
  const { id, name, state } = box;
  return (
    <div class={css.verbs}>
      {(state === 'waiting' || state === 'refused') && (
        <Button data-testid="box-try" onClick={() => void tryNow(id)}>
          {t('app.tryAgain')}
        </Button>
      )}
      <Button
        variant="plain"
        data-testid="box-remove"
        aria-label={t('box.removeIt', { name })}
        onClick={() => setRemoving(true)}
      >
        {t('box.remove')}
      </Button>
      <Confirm
        open={removing}
        title={t('box.removeTitle', { name })}
        text={t('box.removeText')}
        verb={t('box.remove')}
        onYes={() => void remove(id)}
        onClose={() => setRemoving(false)}
      />
    </div>
  );
}
