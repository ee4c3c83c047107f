/** A file of the app and its hash, written by `tools/vite/verified.ts`. */
declare module '*.wasm?verified' {
  const file: { url: string; sha256: string };
  export default file;
}
