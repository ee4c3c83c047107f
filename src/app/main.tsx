/** Boot: theme and words first, then the session, then the screens. */

import { render } from 'preact';
import { loadPreferences } from '#session/shell/preferences';
import { startSession } from '#session/start';
import { App } from '../ui/App';
import { startLanguage } from '../ui/i18n';
import { showTheme } from '../ui/theme';

const preferences = loadPreferences();
preferences.theme.subscribe(showTheme);
const session = startSession(preferences);

/** The words of the language that was chosen last. If they cannot be loaded, the language stays as it was. */
let words: Promise<void> | undefined;
preferences.language.subscribe((language) => {
  words = startLanguage(language).catch((reason: unknown) => console.error(reason));
});
await words;
render(<App session={session} />, document.getElementById('app') as HTMLElement);
