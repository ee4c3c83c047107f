/** Reads a QR code from a picture: with the browser's detector if it has one, else with a small library. */

/** Missing in TypeScript's types and in some browsers. */
interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface Extras {
  BarcodeDetector?: (new (options: {
    formats: string[];
  }) => Detector) & {
    getSupportedFormats(): Promise<string[]>;
  };
}

/** Longest side in pixels to which a picture is scaled down: enough for a code of a few dozen modules. */
const LONGEST = 1200;
/** Time limits in milliseconds. A camera frame gets less: another follows, and the page must not stutter. */
const PATIENCE_MS = { picture: 800, frame: 40 };

let detector: Promise<Detector | null> | undefined;

/**
 * Reads a QR code.
 * @param picture a frame of a camera, or a picture from a file
 * @returns its text; null if the picture has no code
 */
export async function readCode(picture: HTMLVideoElement | ImageBitmap): Promise<string | null> {
  detector ??= findDetector();
  const native = await detector;
  // The detector needs a service that some devices lack; if it fails, the library is used.
  const found = await native?.detect(picture).catch(() => null);
  return found?.[0]?.rawValue ?? (await readByLibrary(picture));
}

async function findDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = globalThis as Extras;
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return BarcodeDetector && formats.includes('qr_code')
    ? new BarcodeDetector({ formats: ['qr_code'] })
    : null;
}

async function readByLibrary(picture: HTMLVideoElement | ImageBitmap): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js');
  const pixels = pixelsOf(picture);
  if (!pixels) return null;
  try {
    const timeLimit = PATIENCE_MS[picture instanceof ImageBitmap ? 'picture' : 'frame'];
    return decodeQR(pixels, { timeLimit });
  } catch {
    // The library throws if there is no code.
    return null;
  }
}

function pixelsOf(picture: HTMLVideoElement | ImageBitmap): ImageData | null {
  const [width, height] =
    picture instanceof ImageBitmap
      ? [picture.width, picture.height]
      : [picture.videoWidth, picture.videoHeight];
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  // White background for pictures with a black code on transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
