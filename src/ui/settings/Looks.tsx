import { LANGUAGES, t } from '../i18n';
import { ROW_HEIGHTS } from '../library/Toolbar';
import { type Theme, useSession } from '../session';
import css from './Settings.module.css';

/** Language, theme and the size of the photos. */
export function Looks() {
  const session = useSession();
  const themes: readonly { theme: Theme; name: string }[] = [
    { theme: 'system', name: t('settings.themeSystem') },
    { theme: 'light', name: t('settings.themeLight') },
    { theme: 'dark', name: t('settings.themeDark') },
  ];
  return (
    <>
      <fieldset class={css.choice}>
        <legend>{t('settings.language')}</legend>
        <div class={css.options}>
          {LANGUAGES.map(({ language, name }) => (
            <label key={language} lang={language === 'zh' ? 'zh-Hans' : language}>
              <input
                type="radio"
                name="language"
                checked={session.language.value === language}
                onChange={() => {
                  session.language.value = language;
                }}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class={css.choice}>
        <legend>{t('settings.theme')}</legend>
        <div class={css.options}>
          {themes.map(({ theme, name }) => (
            <label key={theme}>
              <input
                type="radio"
                name="theme"
                checked={session.theme.value === theme}
                onChange={() => {
                  session.theme.value = theme;
                }}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class={css.density}>
        <span>{t('settings.density')}</span>
        <input
          type="range"
          {...ROW_HEIGHTS}
          value={session.rowHeight.value}
          onInput={(event) => {
            session.rowHeight.value = event.currentTarget.valueAsNumber;
          }}
        />
      </label>
    </>
  );
}
