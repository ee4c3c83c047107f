/** `tools/vite/kernel.ts` compiles `*.as.ts?kernel` and gives the WebAssembly binary. */
declare module '*.as.ts?kernel' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}
