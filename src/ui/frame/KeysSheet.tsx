import { t } from '../i18n';
import { Sheet } from '../parts/Sheet';
import css from './KeysSheet.module.css';

const KEYS = [
  ['/', 'search'],
  ['Esc', 'back'],
  ['← ↑ → ↓', 'arrows'],
  ['Home End', 'ends'],
  ['PgUp PgDn', 'pages'],
  ['Enter', 'open'],
  ['X', 'select'],
  ['Shift ← →', 'range'],
  ['Ctrl A', 'all'],
  ['M', 'more'],
  ['N', 'not'],
  ['Ctrl Z', 'undo'],
  ['I', 'info'],
  ['F', 'favourite'],
  ['P', 'part'],
  ['Z', 'zoom'],
  ['Space', 'slidePause'],
  ['← →', 'slideSteps'],
  ['Home End', 'slideEnds'],
  ['Esc', 'slideOver'],
  ['?', 'help'],
] as const;

/** Lists all keyboard shortcuts. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet open title={t('keys.title')} onClose={onClose}>
      <dl class={css.keys}>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
