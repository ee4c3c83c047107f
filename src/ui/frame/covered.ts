import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Tells the page how much of the window the bar covers (at the top on a laptop, at the bottom on a
 * phone), and lifts a bar at the bottom above the keyboard of browsers that draw it over the page.
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
      // Pinched in, the visible part is small without any keyboard.
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
