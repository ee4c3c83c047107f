/** The one file that a page without a bundler loads; see `../vite.config.ts`. */
declare module 'transformers-as-published' {
  export * from '@xenova/transformers';
}
