import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Publishes how much of the window the bar covers (at the top on a laptop, at the bottom on a phone) as
 * custom properties, and lifts a bottom bar above the keyboard in browsers that draw it over the page.
 */
export function useCovered(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { style } = document.documentElement;
    const measure = () => {
      const atBottom = getComputedStyle(element).position === 'fixed';
      style.setProperty('--covered-top', atBottom ? '0px' : `${element.offsetHeight}px`);
      style.setProperty('--covered-bottom', atBottom ? `${element.offsetHeight}px` : '0px');
    };
    const lift = () => {
      const view = window.visualViewport;
      // If the user has zoomed in, the visual viewport is smaller even without a keyboard.
      const hidden = view && view.scale === 1 ? innerHeight - view.height - view.offsetTop : 0;
      style.setProperty('--keyboard', `${Math.max(0, Math.round(hidden))}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    visualViewport?.addEventListener('resize', lift);
    visualViewport?.addEventListener('scroll', lift);
    return () => {
      observer.disconnect();
      visualViewport?.removeEventListener('resize', lift);
      visualViewport?.removeEventListener('scroll', lift);
    };
  }, []);
}
