import type PhotoSwipe from 'photoswipe';
import { useEffect, useState } from 'preact/hooks';
import type { Placement } from './geometry';

/** Returns where the shown picture is on the screen, also while it is zoomed and moved. */
export function usePlacement(pswp: PhotoSwipe): Placement {
  const [placement, setPlacement] = useState(() => placementIn(pswp));
  useEffect(() => {
    const follow = () => setPlacement(placementIn(pswp));
    pswp.on('zoomPanUpdate', follow);
    pswp.on('resize', follow);
    return () => {
      pswp.off('zoomPanUpdate', follow);
      pswp.off('resize', follow);
    };
  }, [pswp]);
  return placement;
}

function placementIn({ currSlide }: PhotoSwipe): Placement {
  if (!currSlide) return { x: 0, y: 0, width: 1, height: 1 };
  const { pan, width, height, currZoomLevel } = currSlide;
  return { x: pan.x, y: pan.y, width: width * currZoomLevel, height: height * currZoomLevel };
}
