// Numbers of the exponential function, in all lanes. Exported and not constant, so that they stay in memory: V8 makes a
// constant anew with three instructions each time, which were half of an activation's time.

/** Range of x: above it is the largest float, below it 0. */
export const TOP: v128 = f32x4.splat(88.37);
export const BOTTOM: v128 = f32x4.splat(-87.33);

export const LOG2_E: v128 = f32x4.splat(<f32>Math.LOG2E);
/** Adding it leaves no bits for a fraction, so the sum is rounded, and its low bits are the integer. */
export const ROUNDER: v128 = f32x4.splat(12_582_912);
/** The natural logarithm of 2 in two parts, the first with few bits. */
export const LN2: v128 = f32x4.splat(0.693359375);
export const LN2_REST: v128 = f32x4.splat(-2.1219444e-4);

/** Polynomial of e^x near 0: factors of x^7 to x^2. */
export const P7: v128 = f32x4.splat(1.98756915e-4);
export const P6: v128 = f32x4.splat(1.3981999507e-3);
export const P5: v128 = f32x4.splat(8.3334519073e-3);
export const P4: v128 = f32x4.splat(4.1665795894e-2);
export const P3: v128 = f32x4.splat(1.6666665459e-1);
export const P2: v128 = f32x4.splat(5.0000001201e-1);
export const ONE: v128 = f32x4.splat(1);

/** The exponent of 1 in a float's bits. */
export const EXPONENT: v128 = i32x4.splat(127);
