/** Generated at build time by `tools/vite/land.ts`. */
declare module 'virtual:land' {
  /** Bounds of a piece of land and its SVG path, in `MAP_UNITS`. */
  type Piece = readonly [left: number, top: number, right: number, bottom: number, path: string];
  /** For maps of up to a few thousand pixels; and for larger ones. */
  export const COARSE: readonly Piece[];
  export const FINE: readonly Piece[];
}
