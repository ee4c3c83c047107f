import { useEffect, useState } from 'preact/hooks';
import type { LeaveOut } from '#core/photo';
import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './Folders.module.css';

const KINDS = ['screenshots', 'icons'] as const;

/** Settings of the kinds of pictures that are left out. */
export function Kinds() {
  const { library } = useSession();
  const [kinds, setKinds] = useState<LeaveOut | null>(null);
  useEffect(() => {
    let gone = false;
    library.kindsLeftOut().then((found) => {
      if (!gone) setKinds(found);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (!kinds) return null;
  const change = (kind: keyof LeaveOut, on: boolean) => {
    const { [kind]: _, ...rest } = kinds;
    const next: LeaveOut = on ? { ...rest, [kind]: true } : rest;
    setKinds(next);
    void library.leaveKindsOut(next);
  };
  const words = { screenshots: t('folders.screenshots'), icons: t('folders.icons') };
  return (
    <fieldset class={css.kinds}>
      <legend>{t('folders.kinds')}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            data-testid={`leave-out-${kind}`}
            checked={kinds[kind] === true}
            onChange={(event) => change(kind, event.currentTarget.checked)}
          />
          <span>{words[kind]}</span>
        </label>
      ))}
      <p class={css.quiet}>{t('folders.kindsText')}</p>
    </fieldset>
  );
}
