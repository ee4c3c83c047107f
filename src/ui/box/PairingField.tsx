import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n';
import css from './AddBox.module.css';
import type { PairingText } from './pairing-text';

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  understood: PairingText;
  /** Whether errors are shown. */
  judged: boolean;
  locked: boolean;
  onType: (text: string) => void;
  onJudge: () => void;
  onEnter: () => void;
}

/** The field for the pairing text that the agent shows, typed or pasted; it may wrap over several lines. */
export function PairingField({ field, typed, understood, judged, locked, ...tell }: Props) {
  const id = useId();
  const wrong = judged && understood.state !== 'ready' ? wrongText(understood) : null;
  return (
    <div class={css.field}>
      <label for={id}>{t('box.field')}</label>
      <textarea
        id={id}
        ref={field}
        rows={2}
        // Not on a phone, where the focus would open the keyboard over the scanner.
        autofocus={matchMedia('(pointer: fine)').matches}
        value={typed}
        readOnly={locked}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="go"
        placeholder="mitsuke://192.168.1.50:7650#…"
        data-testid="box-pairing"
        data-state={understood.state}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-says`}
        onInput={(event) => tell.onType(event.currentTarget.value)}
        onPaste={tell.onJudge}
        onBlur={() => typed !== '' && tell.onJudge()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          tell.onEnter();
        }}
      />
      <p id={`${id}-says`} class={wrong ? css.wrong : css.quiet} aria-live="polite" data-testid="box-says">
        {wrong ?? t('box.fieldHint')}
      </p>
    </div>
  );
}

function wrongText(text: Exclude<PairingText, { state: 'ready' }>): string {
  if (text.state === 'empty') return t('box.wrong.empty');
  if (text.why === 'keyLength') return t('box.wrong.keyLength', { length: text.length });
  if (text.why === 'keyCharacter') return t('box.wrong.keyCharacter', { character: text.character });
  return t(`box.wrong.${text.why}`);
}
