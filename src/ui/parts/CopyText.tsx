import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';
import css from './CopyText.module.css';

interface Props {
  /** Makes the text when it is copied. */
  text: () => string;
  hook?: string;
  children: ComponentChildren;
}

/** A button that copies a text. If the clipboard is refused, the user can select the text and copy it. */
export function CopyText({ text, hook, children }: Props) {
  const [state, setState] = useState<'' | 'copied' | 'refused'>('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <Button data-testid={hook} onClick={() => void copy()}>
        {state === 'copied' ? t('copying.copied') : children}
      </Button>
      {state === 'refused' && <textarea class={css.text} readOnly rows={8} value={text()} />}
    </>
  );
}
