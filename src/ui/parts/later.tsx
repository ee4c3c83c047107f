import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadLaterWords } from '../i18n';

/**
 * Returns a lazy component: its code and words are fetched when it is first mounted. It renders nothing until
 * then, so its parent must reserve the space. A failed fetch is retried when it is mounted again.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, drawAgain] = useState(0);
    useEffect(() => {
      if (loaded) return;
      let gone = false;
      Promise.all([load(), loadLaterWords()]).then(
        ([component]) => {
          loaded = component;
          if (!gone) drawAgain(1);
        },
        (reason: unknown) => console.error(reason),
      );
      return () => {
        gone = true;
      };
    }, []);
    return loaded && h(loaded, props);
  };
}
