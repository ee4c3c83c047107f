import { LANGUAGES } from '#core/languages';
import { t } from '../i18n';
import { ROW_HEIGHTS } from '../library/Toolbar';
import { Segments } from '../parts/Segments';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** Settings for language, theme and the size of photos. */
export function Appearance() {
  const session = useSession();
  return (
    <div class={css.appearance}>
      <Segments
        name={t('settings.language')}
        options={LANGUAGES.map(({ language, name, tag }) => ({ value: language, name, lang: tag }))}
        value={session.language.value}
        onChoose={(language) => {
          session.language.value = language;
        }}
      />
      <Segments
        name={t('settings.theme')}
        options={[
          { value: 'system', name: t('settings.themeSystem') },
          { value: 'light', name: t('settings.themeLight') },
          { value: 'dark', name: t('settings.themeDark') },
        ]}
        value={session.shell.theme.value}
        onChoose={(theme) => {
          session.shell.theme.value = theme;
        }}
      />
      <label class={css.density}>
        <span>{t('settings.density')}</span>
        <input
          type="range"
          {...ROW_HEIGHTS}
          value={session.shell.rowHeight.value}
          onInput={(event) => {
            session.shell.rowHeight.value = event.currentTarget.valueAsNumber;
          }}
        />
      </label>
    </div>
  );
}
