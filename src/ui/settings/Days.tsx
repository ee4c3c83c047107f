import { OCCASION_KINDS } from '#core/occasion';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useDays } from '../parts/use-asked';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** Whether the library offers days, and which. */
export function Days() {
  const isOn = useSession().shell.days.value !== 'off';
  const days = useDays();
  const without = days?.without.value;
  return (
    <div data-testid="days-settings">
      <label class={css.choice}>
        <input
          type="checkbox"
          data-testid="days-on"
          checked={isOn}
          disabled={!days}
          onChange={(event) => days?.turn(event.currentTarget.checked)}
        />
        <span>{t('days.on')}</span>
      </label>
      <p class={css.quiet}>{t('days.text')}</p>
      {isOn && days && (
        <>
          {OCCASION_KINDS.map((kind) => (
            <label key={kind} class={css.choice}>
              <input
                type="checkbox"
                data-testid={`days-${kind}`}
                checked={!without?.has(kind)}
                onChange={(event) => days.setWanted(kind, event.currentTarget.checked)}
              />
              <span>{t(`days.kinds.${kind}`)}</span>
            </label>
          ))}
          {days.hidden.value.size > 0 && (
            <div class={css.verbs}>
              <Button data-testid="days-show-hidden" onClick={() => days.showHidden()}>
                {t('days.showHidden', { count: days.hidden.value.size })}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
