/** Draws the first screen as markup, for the build (`tools/vite/first-screen.ts`). It is no part of the app. */

import { renderToString } from 'preact-render-to-string';
import type { Language } from '#core/languages';
import { loadPreferences } from '#session/shell/preferences';
import { startSession } from '#session/start';
import { App } from '../ui/App';
import { startLanguage } from '../ui/i18n';

/** Returns what a visitor without a library sees first, in this language. */
export async function draw(language: Language): Promise<string> {
  await startLanguage(language);
  return renderToString(<App session={startSession(loadPreferences())} />);
}
