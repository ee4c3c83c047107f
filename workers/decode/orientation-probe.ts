/** Whether this browser's ImageDecoder applies EXIF orientation. Some apply it twice, some not at all. */

/**
 * A JPEG of 8 x 16 stored pixels with EXIF orientation 6. Upright it is 16 x 8, black on the left, white on
 * the right.
 */
const SIDEWAYS_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDABALDA4MChAODQ4' +
  'SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAQAAgBAREA/8QAFQ' +
  'ABAQAAAAAAAAAAAAAAAAAABwj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AEBP7//Z';

let answer: Promise<boolean> | undefined;

/** Decodes a test picture, once per worker, because the browser's version does not tell what it does. */
export function imageDecoderTurns(): Promise<boolean> {
  answer ??= probe().catch(() => false);
  return answer;
}

async function probe(): Promise<boolean> {
  const data = Uint8Array.from(atob(SIDEWAYS_JPEG), (char) => char.charCodeAt(0));
  const decoder = new ImageDecoder({ data, type: 'image/jpeg' });
  const { image } = await decoder.decode();
  decoder.close();
  const canvas = new OffscreenCanvas(16, 8);
  const context = canvas.getContext('2d');
  if (!context || image.displayWidth !== 16) return false;
  context.drawImage(image, 0, 0);
  image.close();
  const [left] = context.getImageData(2, 4, 1, 1).data;
  const [right] = context.getImageData(13, 4, 1, 1).data;
  return (left ?? 255) < 64 && (right ?? 0) > 192;
}
