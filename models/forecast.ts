/**
 * Predicts what an image encoder will take for a picture on this device before it is downloaded, from what the
 * starter takes and what the graphics processor can do. README.md, "Forecasts", has the reasons, and what was
 * predicted beside what was measured.
 */

import type { Backend, Precision } from '#core/space';
import { STARTER } from './spaces/starter';

/** What was measured of a graphics processor. */
export interface GraphicsPace {
  /** Multiply-adds a millisecond in half floats; null if shaders have none. */
  half: number | null;
  /** The same in full floats. */
  full: number;
  /** Milliseconds that one small step takes amid others, as most of an encoder's steps are small. */
  step: number;
}

/** What was measured of this device. */
export interface DevicePace {
  /** Milliseconds a picture in the starter's image encoder on WASM. */
  starter: number;
  /** Milliseconds a photo in all with the starter: with no encoder it is less. 0 if that was not seen. */
  photo: number;
  /** Null without a graphics processor that encoders may use. */
  graphics: GraphicsPace | null;
}

/** An image encoder as far as a forecast needs it. */
interface Work {
  /** For a picture. */
  multiplyAdds: number;
  precision: Precision;
  backend: Backend;
}

/**
 * What a multiply-add of a transformer takes on WASM, as a share of what one of the starter's convolutions takes. Weights
 * in 16 and 4 bits are expanded to floats first.
 */
const WASM_SHARE = { q8: 0.22, floats: 0.48 };
/** The same in our runtime of towers, which runs builds in 8 bits alone. */
const TOWER_SHARE = 0.15;

/** Share of a plain product's rate that whole encoders reach on a graphics processor. */
const GRAPHICS_SHARE = 0.5;
/** Steps of an encoder of twelve layers, about twenty-five each. */
const GRAPHICS_STEPS = 300;

/** @returns milliseconds a picture; null if this backend does not run it here */
export function forecast({ starter, graphics }: DevicePace, work: Work): number | null {
  const { multiplyAdds, precision, backend } = work;
  const onProcessor = starter * (multiplyAdds / STARTER.multiplyAdds);
  if (backend === 'wasm') return onProcessor * (precision === 'q8' ? WASM_SHARE.q8 : WASM_SHARE.floats);
  if (backend === 'tower') return precision === 'q8' ? onProcessor * TOWER_SHARE : null;
  const isHalf = precision === 'fp16' || precision === 'q4f16';
  const rate = isHalf ? graphics?.half : graphics?.full;
  return graphics && rate ? multiplyAdds / (rate * GRAPHICS_SHARE) + GRAPHICS_STEPS * graphics.step : null;
}
