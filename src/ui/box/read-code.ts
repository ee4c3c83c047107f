/** Reads a QR code out of a picture: by the browser if it can, else by a small library. */

/** Not in TypeScript's types, and not in every browser. */
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

/** Longest side, in pixels, of what is looked at: a code of a few dozen fields needs no more. */
const LONGEST = 1200;
/** Milliseconds that a difficult picture may take, and a frame: another one comes soon, and the page must not stutter. */
const PATIENCE_MS = { picture: 800, frame: 40 };

let detector: Promise<Detector | null> | undefined;

/**
 * @param picture a frame of a camera, or a picture from a file
 * @returns the text of a code in it; null if there is none
 */
export async function readCode(picture: HTMLVideoElement | ImageBitmap): Promise<string | null> {
  detector ??= findDetector();
  const native = await detector;
  // One that fails (it needs a service that some devices lack) is as good as none.
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
    // This is how it says that there is no code.
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
  // What is transparent in a picture of black on nothing is meant as paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
