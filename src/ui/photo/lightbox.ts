/** Connects PhotoSwipe to the session: shows thumbnails at once, then originals or previews. */

import PhotoSwipe, { type SlideData } from 'photoswipe';
import 'photoswipe/style.css';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';
import type { Library } from '#session/library/contract';
import { t } from '../i18n';
import { outlineLines } from './outlines';

type ZoomLevel = NonNullable<PhotoSwipe['currSlide']>['zoomLevels'];
type Content = NonNullable<PhotoSwipe['currSlide']>['content'];

/** Source of the pictures. */
type Viewed = Pick<Session, 'cachedThumbnail'> & { library: Pick<Library, 'picture'> };

interface LightboxOptions {
  session: Viewed;
  /** The photos in order; `removeShown` removes photos from it. */
  order: PhotoCard[];
  /** Returns the number of the picture that is shown of a photo; see `Match.moment`. */
  pictureOf: (photo: PhotoCard) => PhotoNo;
  /** Returns the corners of the lines of text to outline in a photo; see `outlineLines`. */
  linesOf: (photo: PhotoCard) => Promise<readonly (readonly number[])[]>;
  index: number;
  /** Class of the viewer's root. */
  className: string;
  /** Returns the space that the information panel takes, in CSS pixels. */
  aside: () => { right: number; bottom: number };
  onShown: (photo: PhotoCard, index: number) => void;
  /** Whether the shown picture is still being read. */
  onLoading: (loading: boolean) => void;
  onKey: (event: KeyboardEvent) => boolean;
  onClosing: () => void;
  onClosed: () => void;
}

/** Duration of animations, in milliseconds. */
const MOTION = 180;

/** Opens the viewer, without PhotoSwipe's own buttons: ours have names in the user's language. */
export function openLightbox(options: LightboxOptions): PhotoSwipe {
  const { session, order } = options;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const photoOf = new WeakMap<SlideData, PhotoCard>();
  const pswp = new PhotoSwipe({
    dataSource: [],
    index: options.index,
    mainClass: options.className,
    bgOpacity: 1,
    loop: false,
    showHideAnimationType: still ? 'none' : 'zoom',
    showAnimationDuration: MOTION,
    hideAnimationDuration: MOTION,
    zoomAnimationDuration: still ? 0 : MOTION,
    paddingFn: () => ({ top: 0, left: 0, ...options.aside() }),
    thumbSelector: '[data-no]',
    initialZoomLevel: wholePhoto,
    secondaryZoomLevel: (levels) => Math.max(1, wholePhoto(levels) * 2.5),
    imageClickAction: 'zoom',
    arrowPrev: false,
    arrowNext: false,
    close: false,
    zoom: false,
    counter: false,
    // PhotoSwipe makes all of these from HTML text, which the content policy refuses. Its types lack the last one.
    ...{ preloader: false },
    returnFocus: false,
    errorMsg: t('photo.gone'),
  });

  pswp.addFilter('numItems', () => order.length);
  pswp.addFilter('itemData', (_, index) => {
    const photo = order[index];
    // Without a type it would be a slide of HTML.
    if (!photo) return { type: 'image' };
    const data: SlideData = {
      type: 'image',
      width: photo.width,
      height: photo.height,
      alt: photo.name,
      // A getter, because PhotoSwipe reads it again on closing, when the grid may have changed.
      get element() {
        return document.querySelector<HTMLElement>(`[data-no="${photo.no}"]`) ?? undefined;
      },
      thumbCropped: true,
    };
    photoOf.set(data, photo);
    return data;
  });
  pswp.addFilter('placeholderSrc', (_, content) => {
    const photo = photoOf.get(content.data);
    return (photo && session.cachedThumbnail(photo.no)) || false;
  });
  feedPictures(pswp, options, photoOf);
  outlineLines(pswp, async (index) => {
    const photo = order[index];
    return photo ? options.linesOf(photo) : [];
  });

  const tellLoading = () => options.onLoading(pswp.currSlide?.content.isLoading() ?? false);
  pswp.on('change', () => {
    const photo = order[pswp.currIndex];
    if (photo) options.onShown(photo, pswp.currIndex);
    tellLoading();
  });
  pswp.on('loadComplete', tellLoading);
  pswp.on('keydown', (event) => {
    if (options.onKey(event.originalEvent)) event.preventDefault();
  });
  pswp.on('close', options.onClosing);
  pswp.on('destroy', options.onClosed);
  pswp.init();
  // With the photo's name, because the focus comes here, and its name is read; the next ones are said as they come.
  const name = options.order[options.index]?.name;
  pswp.element?.setAttribute('aria-label', name ? `${t('photo.viewer')}: ${name}` : t('photo.viewer'));
  pswp.element?.setAttribute('aria-modal', 'true');
  return pswp;
}

/** Fits the whole photo into the window; enlarges a small one, but at most three times, before it blurs. */
function wholePhoto({ panAreaSize, elementSize }: ZoomLevel): number {
  if (!panAreaSize || !elementSize) return 1;
  return Math.min(panAreaSize.x / elementSize.x, panAreaSize.y / elementSize.y, 3);
}

/** Loads each picture when its slide comes near, and revokes its URL when the slide is destroyed. */
function feedPictures(
  pswp: PhotoSwipe,
  { session, pictureOf }: Pick<LightboxOptions, 'session' | 'pictureOf'>,
  photoOf: WeakMap<SlideData, PhotoCard>,
): void {
  const urls = new Map<Content, string>();
  const gone = new WeakSet<Content>();

  pswp.on('contentLoadImage', (event) => {
    event.preventDefault();
    const { content } = event;
    const photo = photoOf.get(content.data);
    const image = content.element;
    if (!photo || !(image instanceof HTMLImageElement)) return;
    content.state = 'loading';
    image.alt = photo.name;
    image.onload = () => content.onLoaded();
    image.onerror = () => content.onError();
    session.library.picture(pictureOf(photo)).then((url) => {
      if (!url) content.onError();
      else if (gone.has(content)) URL.revokeObjectURL(url);
      else {
        urls.set(content, url);
        image.src = url;
      }
    });
  });
  pswp.on('contentDestroy', ({ content }) => {
    gone.add(content);
    const url = urls.get(content);
    if (url) URL.revokeObjectURL(url);
    urls.delete(content);
  });
  pswp.on('destroy', () => {
    for (const url of urls.values()) URL.revokeObjectURL(url);
    urls.clear();
  });
}

/** Closes the viewer, after its opening animation, during which PhotoSwipe ignores `close`. */
export function closeLightbox(pswp: PhotoSwipe): void {
  if (pswp.opener.isOpen) pswp.close();
  else pswp.on('initialZoomInEnd', () => pswp.close());
}

/** Removes the shown photo from the order and shows the next one, or the last if there is no next. */
export function removeShown(pswp: PhotoSwipe, order: PhotoCard[]): void {
  const index = pswp.currIndex;
  if (order.length <= 1) {
    order.length = 0;
    pswp.close();
    return;
  }
  if (index === order.length - 1) pswp.goTo(index - 1);
  order.splice(index, 1);
  for (let near = index - 2; near <= index + 3; near++) {
    if (near >= 0 && near < order.length) pswp.refreshSlideContent(near);
  }
}
