/** Arguments of Chromium for tests and measurements: no background traffic, and able to run as root. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * For tests: raises the budget that V8 uses up before it optimises WebAssembly. A fresh profile has no cached
 * code, and optimising would be a third of the CPU time in a test of a few photos.
 */
export const TEST_BROWSER_ARGS = [...BROWSER_ARGS, '--js-flags=--wasm-tiering-budget=1300000000'];

/** WebGPU computed by the CPU, for machines without a graphics processor. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** For pages that cannot be isolated, as those of the unit tests: their workers may share memory. */
export const SHARED_MEMORY = '--enable-features=SharedArrayBuffer';
