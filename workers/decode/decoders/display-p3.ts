/** Pixels of Display P3 as a picture, also where canvases have no such colours: Firefox 153, WebKitGTK 2.50. */

/** The number of its primaries (ITU-T H.273, table 2). */
export const P3_PRIMARIES = 12;

/** From linear Display P3 to linear sRGB: both have the white D65 (CSS Color 4, section 18). */
const [RR, RG, RB] = [1.2249402, -0.2249402, 0];
const [GR, GG, GB] = [-0.0420569, 1.0420569, 0];
const [BR, BG, BB] = [-0.0196376, -0.078636, 1.0982736];

/** Steps of light in the table back to levels: in the dark, a level is 1.2 of them. */
const STEPS = 4095;

/** Returns an empty picture whose colours are those of Display P3; null where there are none. */
export function widePicture(width: number, height: number): ImageData | null {
  try {
    const data = new ImageData(width, height, { colorSpace: 'display-p3' });
    return data.colorSpace === 'display-p3' ? data : null;
  } catch {
    // Neither the third argument, nor this value of it, is known everywhere.
    return null;
  }
}

/** Returns levels of Display P3, whatever they were said to be of, in colours that this browser's canvases know. */
export function asDisplayP3(pixels: ImageData): ImageData {
  const wide = widePicture(pixels.width, pixels.height);
  if (wide) wide.data.set(pixels.data);
  else toSrgb(pixels.data);
  return wide ?? pixels;
}

/** Changes pixels of Display P3 to those of sRGB in place. What sRGB cannot show becomes the nearest level. */
export function toSrgb(rgba: Uint8ClampedArray): void {
  const light = Float32Array.from({ length: 256 }, (_, level) => lightOf(level / 255) * STEPS);
  const levels = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * encoded(step / STEPS)));
  const level = (steps: number) =>
    levels[steps < 0 ? 0 : steps > STEPS ? STEPS : (steps + 0.5) | 0] as number;
  for (let at = 0; at < rgba.length; at += 4) {
    const red = light[rgba[at] as number] as number;
    const green = light[rgba[at + 1] as number] as number;
    const blue = light[rgba[at + 2] as number] as number;
    rgba[at] = level(RR * red + RG * green + RB * blue);
    rgba[at + 1] = level(GR * red + GG * green + GB * blue);
    rgba[at + 2] = level(BR * red + BG * green + BB * blue);
  }
}

/** The curve of sRGB and of Display P3 (IEC 61966-2-1). @param value 0 to 1 */
export function lightOf(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The way back. @param light 0 to 1 */
export function encoded(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}
