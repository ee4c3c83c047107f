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
/**
 * Without these nothing can be drawn, no worker can tell what it has done, and nothing is encoded or searched: SIMD is
 * not in old browsers, and no WebAssembly in some lockdown modes. The module's only content is a type, "() -> v128".
 */
const isAble =
  'OffscreenCanvas' in globalThis &&
  'BroadcastChannel' in globalThis &&
  globalThis.WebAssembly?.validate(new TextEncoder().encode('\0asm\x01\0\0\0\x01\x05\x01`\0\x01{'));
/** A page around this one could lead clicks. Hosts without headers cannot forbid it. */
const isFramed = self !== top;

/** Resolves once the words of the chosen language are loaded. If that fails, the language does not change. */
let words: Promise<void> | undefined;
preferences.language.subscribe((language) => {
  words = startLanguage(language).catch((reason: unknown) => console.error(reason));
});
/** Ends the task: to load, to start and to draw in one holds a phone's thread three times as long. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

await nextTask();
const session = isFramed ? 'framed' : isAble ? startSession(preferences) : 'browser-too-old';
await words;
await nextTask();
const app = document.getElementById('app') as HTMLElement;
// The elements that are there already (`first-screen.ts`) are taken over.
render(<App session={session} />, app);
app.dispatchEvent(new Event('drawn'));
