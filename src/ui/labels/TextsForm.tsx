import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Comparing } from '#session/labels/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { classes } from '../parts/classes';
import fieldCss from '../parts/Field.module.css';
import css from './TextsForm.module.css';

interface Props {
  /** Prefix of its test ids. */
  hook: 'labels' | 'batch';
  name: string;
  placeholder: string;
  verb: string;
  text: string;
  onText: (text: string) => void;
  onAsk: () => void;
  comparing: Comparing;
  /** Whether Enter submits; then Shift+Enter inserts a line break. */
  enterAsks: boolean;
  children?: ComponentChildren;
}

/** A growing field for many short texts, and the button that compares them. */
export function TextsForm({ hook, name, placeholder, verb, text, onText, onAsk, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { progress } = rest.comparing;
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends a composition must not submit.
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || (rest.enterAsks && !event.shiftKey)) {
      event.preventDefault();
      onAsk();
    }
  };
  return (
    <form
      class={classes(fieldCss.field, css.form)}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <textarea
        ref={field}
        data-testid={`${hook}-field`}
        aria-label={name}
        placeholder={placeholder}
        rows={rest.enterAsks ? 1 : 3}
        spellcheck={false}
        autocapitalize="off"
        enterkeyhint={rest.enterAsks ? 'go' : 'enter'}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class={css.verbs}>
        {rest.children}
        <Button variant="primary" type="submit" data-testid={`${hook}-ask`} disabled={text.trim() === ''}>
          {verb}
        </Button>
      </div>
      <output class={css.progress} data-testid={`${hook}-progress`}>
        {progress && (progress.done < progress.total ? t('labels.reading', progress) : t('labels.comparing'))}
      </output>
    </form>
  );
}
