import type en from './en';
import type later from './en-later';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en & typeof later };
  }
}
