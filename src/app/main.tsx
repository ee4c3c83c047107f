/**
 * Entry point: loads preferences, starts the session if the browser can run one, and renders once the language's
 * words are loaded.
 */

import { render } from 'preact';
import { loadPreferences } from '#session/shell/preferences';
import { startSession } from '#session/start';
import { App } from '../ui/App';
import { startLanguage } from '../ui/i18n';
import { showTheme } from '../ui/theme';

const preferences = loadPreferences();
preferences.theme.subscribe(showTheme);
/** Without these nothing can be drawn, and no worker can tell what it has done. They came with Safari 16.4. */
const isAble = 'OffscreenCanvas' in globalThis && 'BroadcastChannel' in globalThis;
/** A page around this one could lead clicks. Hosts without headers cannot forbid it. */
const isFramed = self !== top;
const session = isFramed ? 'framed' : isAble ? startSession(preferences) : 'browser-too-old';

/** Resolves once the words of the chosen language are loaded. If that fails, the language does not change. */
let words: Promise<void> | undefined;
preferences.language.subscribe((language) => {
  words = startLanguage(language).catch((reason: unknown) => console.error(reason));
});
await words;
render(<App session={session} />, document.getElementById('app') as HTMLElement);
