/** `tools/vite/kernel.ts` compiles AssemblyScript to a WebAssembly binary. */
declare module '*.as.ts?kernel' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}

declare module '*.as.ts?kernel=relaxed' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}

declare module '*.as.ts?kernel=shared' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}

declare module '*.as.ts?kernel=relaxed,shared' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}
