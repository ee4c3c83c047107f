/** Boot: theme and words first, then the session, then the screens. */

import { render } from 'preact';
import { loadPreferences } from '#session/shell/preferences';
import { startSession } from '#session/start';
import { App } from '../ui/App';
import { startLanguage } from '../ui/i18n';
import { showTheme } from '../ui/theme';

const preferences = loadPreferences();
showTheme(preferences.theme.peek());
const session = startSession(preferences);
await startLanguage(preferences.language.peek());
render(<App session={session} />, document.getElementById('app') as HTMLElement);
