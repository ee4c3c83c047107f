/** Boot: language and theme first, then the session, then the screens. */

import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from '../ui/App';
import { startLanguage } from '../ui/i18n';
import '../ui/theme.css';
import { loadPreferences } from './preferences';
import { startSession } from './session';

const preferences = loadPreferences();

effect(() => {
  document.documentElement.dataset.theme = preferences.theme.value;
});
effect(() => {
  void startLanguage(preferences.language.value);
});

const session = startSession(preferences);
await startLanguage(preferences.language.peek());
render(<App session={session} />, document.getElementById('app') as HTMLElement);
