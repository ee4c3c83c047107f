import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProblemCode } from '#core/errors';
import type { Pairing } from '#core/protocol/pairing';
import { problemText, t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import { useSession } from '../use-session';
import css from './AddBox.module.css';
import { BrowserCaseLine } from './BrowserCaseLine';
import { CodeReader } from './CodeReader';
import { Paired } from './Paired';
import { PairingField } from './PairingField';
import { understand } from './pairing-text';

type Stage =
  | { at: 'asking'; problem: ProblemCode | null }
  | { at: 'connecting' }
  | { at: 'paired'; pairing: Pairing };

/** The sheet that pairs a box: a field and a scanner, what the browser will ask, and the outcome. */
export function AddBox({ onClose }: { onClose: () => void }) {
  const [stage, setStage] = useState<Stage>({ at: 'asking', problem: null });
  return (
    <Sheet open title={t('box.add')} onClose={onClose}>
      {stage.at === 'paired' ? (
        <Paired pairing={stage.pairing} onDone={onClose} />
      ) : (
        <PairingForm stage={stage} onStage={setStage} onClose={onClose} />
      )}
    </Sheet>
  );
}

interface Props {
  stage: Exclude<Stage, { at: 'paired' }>;
  onStage: (stage: Stage) => void;
  onClose: () => void;
}

function PairingForm({ stage, onStage, onClose }: Props) {
  const { add } = useSession().boxes;
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  /** Whether errors in the text are shown: not while the user is still typing it. */
  const [judged, setJudged] = useState(false);
  const understood = understand(typed);
  const connecting = stage.at === 'connecting';
  const host = understood.state === 'ready' ? understood.pairing.host : '';
  const change = (text: string) => {
    setTyped(text);
    if (stage.at === 'asking' && stage.problem) onStage({ at: 'asking', problem: null });
  };
  // Closing the sheet while it connects cancels the pairing.
  const [attempt] = useState(() => new AbortController());
  useEffect(() => () => attempt.abort(), [attempt]);
  const connect = async () => {
    if (connecting) return;
    setJudged(true);
    if (understood.state !== 'ready') return field.current?.focus();
    onStage({ at: 'connecting' });
    const problem = await add(understood.text, attempt.signal);
    onStage(problem ? { at: 'asking', problem } : { at: 'paired', pairing: understood.pairing });
  };
  return (
    <form
      class={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <PairingField
        field={field}
        typed={typed}
        understood={understood}
        judged={judged}
        locked={connecting}
        onType={change}
        onJudge={() => setJudged(true)}
        onEnter={() => void connect()}
      />
      {!connecting && (
        <CodeReader
          // While scanning, the empty field is not an error.
          onBegin={() => setJudged(false)}
          onRead={(text) => {
            change(text);
            setJudged(true);
          }}
        />
      )}
      {understood.state === 'ready' && (
        // The key makes it ask the browser again after each attempt, which may have changed the permission.
        <BrowserCaseLine
          key={`${understood.text} ${stage.at}`}
          text={understood.text}
          pairing={understood.pairing}
          failed={stage.at === 'asking' && stage.problem !== null}
        />
      )}
      {stage.at === 'asking' && stage.problem && <ConnectProblem problem={stage.problem} />}
      <output class={css.progress}>{connecting && t('box.connecting', { host })}</output>
      <div class={css.verbs}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button variant="primary" type="submit" data-testid="box-connect" aria-disabled={connecting}>
          {t('box.connect')}
        </Button>
      </div>
    </form>
  );
}

function ConnectProblem({ problem }: { problem: ProblemCode }) {
  const { what, hint } = problemText(problem);
  return (
    <div role="alert" class={css.problem} data-testid="box-problem" data-problem={problem}>
      <p>{what}</p>
      <p>{hint}</p>
    </div>
  );
}
