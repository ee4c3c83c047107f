/** Kinds of pictures that the user may leave out, as data: screenshots and icons. */

import type { LeaveOut, Photo } from '#core/photo';

/**
 * Names that systems and programs give to screenshots, at the beginning: Android and Windows, macOS in several
 * languages, GNOME, KDE's Spectacle, CleanShot, iOS where a screenshot is shared, WeChat.
 */
const NAMES = new RegExp(
  `^(?:${[
    'screen[ _-]?shots?',
    'screen ?capture',
    'screenrecord',
    'スクリーンショット',
    '屏幕截图',
    '屏幕快照',
    '截屏',
    '截图',
    '螢幕截圖',
    '螢幕快照',
    '스크린샷',
    'bildschirm(?:foto|aufnahme)',
    "capture d[’']écran",
    'captura de (?:pantalla|tela|ecrã)',
    'schermata',
    'schermafbeelding',
    'skärmavbild',
    'снимок экрана',
    'cleanshot',
    'spectacle_',
    'mmscreenshot',
  ].join('|')})`,
  'iu',
);

/** Folders that systems keep screenshots in, as whole names. */
const FOLDERS =
  /^(?:screen[ _-]?shots?|スクリーンショット|屏幕截图|截屏|螢幕截圖|스크린샷|bildschirmfotos)$/iu;

/** Both edges of an icon are below this, in pixels: no camera makes such pictures, but web pages do. */
const ICON_EDGE = 96;

/** What of a photo tells its kind. */
type Facts = Pick<Photo, 'width' | 'height' | 'screenshot'>;

/** Whether the path alone says that it is a screenshot. */
export function isScreenshotPath(path: string): boolean {
  // macOS writes accents as separate characters.
  const steps = path.normalize('NFC').split('/');
  const name = steps.pop() as string;
  return NAMES.test(name) || steps.some((step) => FOLDERS.test(step));
}

/** Whether a file is of a kind that the user leaves out. */
export function isOfKindLeftOut(leaveOut: LeaveOut, path: string, photo: Facts): boolean {
  const { screenshots, icons } = leaveOut;
  if (screenshots && (photo.screenshot || isScreenshotPath(path))) return true;
  return icons === true && Math.max(photo.width, photo.height) < ICON_EDGE;
}
