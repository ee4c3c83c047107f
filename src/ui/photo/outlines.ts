/** Outlines lines of text over the shown picture of the viewer. */

import type PhotoSwipe from 'photoswipe';
import css from './outlines.module.css';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param cornersAt corners of the lines to outline in the photo at an index: x, y of four corners each, as fractions of
 *   the upright picture
 */
export function outlineLines(
  pswp: PhotoSwipe,
  cornersAt: (index: number) => Promise<readonly (readonly number[])[]>,
): void {
  let drawn: SVGSVGElement | undefined;

  const erase = () => {
    drawn?.remove();
    drawn = undefined;
  };
  const draw = async () => {
    erase();
    const slide = pswp.currSlide;
    if (!slide) return;
    const lines = await cornersAt(slide.index);
    if (slide !== pswp.currSlide || lines.length === 0) return;
    erase();
    drawn = document.createElementNS(SVG, 'svg');
    // Lines keep their width, whatever the size of the picture.
    drawn.setAttribute('viewBox', '0 0 1 1');
    drawn.setAttribute('preserveAspectRatio', 'none');
    drawn.setAttribute('class', css.outlines ?? '');
    drawn.setAttribute('aria-hidden', 'true');
    drawn.setAttribute('data-testid', 'outlines');
    for (const corners of lines) {
      const polygon = document.createElementNS(SVG, 'polygon');
      polygon.setAttribute('points', corners.join(' '));
      drawn.append(polygon);
    }
    const { displayedImageWidth: width = 0, displayedImageHeight: height = 0 } = slide.content;
    resize(drawn, width, height);
    slide.container.append(drawn);
  };

  pswp.on('afterInit', () => void draw());
  pswp.on('change', () => void draw());
  pswp.on('imageSizeChange', ({ slide, width, height }) => {
    if (drawn && slide === pswp.currSlide) resize(drawn, width, height);
  });
}

function resize(outlines: SVGSVGElement, width: number, height: number): void {
  outlines.setAttribute('width', String(width));
  outlines.setAttribute('height', String(height));
}
