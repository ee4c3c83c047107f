/** Generated at build time by `tools/vite/cities.ts`. */
declare module 'virtual:cities' {
  const lines: string;
  export default lines;
}
