/** The single file for pages without a bundler; see `../vite.config.ts`. */
declare module 'transformers-as-published' {
  export * from '@xenova/transformers';
}
