/** How Chromium is started for tests and measurements: alone with the page, also as root. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The same for tests, where a fresh profile knows no compiled code yet: only what runs very often is compiled
 * a second time, for speed. That compiling would be a third of the processors' work in a test of a few photos.
 */
export const TEST_BROWSER_ARGS = [...BROWSER_ARGS, '--js-flags=--wasm-tiering-budget=1300000000'];

/** WebGPU calculated by the processor, if there is no graphics processor. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
