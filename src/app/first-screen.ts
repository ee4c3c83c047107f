/**
 * Shows the first screen before the app is here, from the templates of all languages that the build has put into the
 * page (`tools/vite/first-screen.ts`). The app draws over the same elements. It is a file of its own that nothing waits
 * for but the first paint, so it is kept small.
 */

import { preferredLanguage } from '#core/languages';
import { chosen } from '#session/local-storage';
import type { Theme } from '#session/shell/contract';
import { showTheme } from '../ui/theme';

showTheme((chosen('theme') ?? 'system') as Theme);
const language = preferredLanguage([chosen('language') ?? '', ...navigator.languages]);
const screen = document.querySelector<HTMLTemplateElement>(`template[lang|=${language}]`);
// Who has a library would see it flash; the app opens nothing in a frame; a fragment is another place, or a query.
if (screen && !chosen('filled') && self === top && !location.hash) show(screen);

function show({ lang, content }: HTMLTemplateElement): void {
  const app = document.getElementById('app') as HTMLElement;
  let pressed: HTMLElement | null = null;
  document.documentElement.lang = lang;
  app.replaceChildren(content);
  // Nobody answers yet: the last press waits.
  app.onclick = ({ target }) => {
    pressed = (target as Element).closest('button');
  };
  app.addEventListener('drawn', () => {
    app.onclick = null;
    pressed?.click();
  });
}
