/**
 * Draws the first screen while the app is built, and puts it into the page in every language, so that it is seen as
 * soon as the style is there. `src/app/first-screen.ts` shows one; the app takes its elements over.
 */

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import preact from '@preact/preset-vite';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { LANGUAGES, type Language } from '../../src/core/languages.ts';

/** Where the app draws. */
const PLACE = '<div id="app"></div>';

/** Of the page that is drawn: nothing in the first screen depends on it. */
const ADDRESS = 'http://localhost/';

/** The end of a channel at whose other end is nobody. */
class Silent extends EventTarget {
  postMessage() {}
  start() {}
}

/** What the app asks of a browser until it has drawn. Nothing is stored in this one, and its workers never answer. */
const BROWSER = {
  BroadcastChannel: Silent,
  MessageChannel: class {
    port1 = new Silent();
    port2 = new Silent();
  },
  URL,
  Worker: Silent,
  addEventListener() {},
  console,
  crypto,
  document: { documentElement: {}, addEventListener() {} },
  location: new URL(ADDRESS),
  navigator: { languages: [] },
  setTimeout() {},
};

/** @param root of the repository */
export function firstScreen(root: string): Plugin {
  let page = '';
  return {
    name: 'mitsuke-first-screen',
    apply: 'build',
    async buildStart() {
      const source = await bundled(root, 'src/app/first-screen.ts');
      const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
      const fileName = `assets/first-screen-${hash}.js`;
      this.emitFile({ type: 'asset', fileName, source });
      page = `<div id="app">${await templates(root)}</div>\n    <script src="./${fileName}"></script>`;
    },
    transformIndexHtml: (html) => html.replace(PLACE, () => page),
  };
}

/** Returns the first screen in each language, as elements that are not shown. */
async function templates(root: string): Promise<string> {
  const code = await bundled(root, 'src/app/drawing.tsx', {
    ssr: { noExternal: true },
    build: { ssr: true },
  });
  const { draw }: { draw(language: Language): Promise<string> } = runInNewContext(`${code}\nmade`, BROWSER);
  const drawn: string[] = [];
  for (const { language, tag } of LANGUAGES) {
    drawn.push(`<template lang="${tag}">${await draw(language)}</template>`);
  }
  // The hooks of tests come with the app: before that nothing they do would be answered.
  return drawn.join('').replace(/ data-testid="[^"]*"/g, '');
}

/** Bundles a module into one script, whose exports are in `made`. */
async function bundled(root: string, entry: string, config: InlineConfig = {}): Promise<string> {
  const output = { format: 'iife', name: 'made' } as const;
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'import.meta.url': JSON.stringify(ADDRESS) },
    plugins: [preact(), withoutLater],
    ...config,
    build: {
      ...config.build,
      target: 'es2023',
      write: false,
      rolldownOptions: { input: resolve(root, entry), output },
    },
  });
  return (result as Rolldown.RolldownOutput).output[0].code;
}

/** Leaves out what is loaded later, but for the words of a language. */
const withoutLater: Plugin = {
  name: 'mitsuke-without-later',
  resolveDynamicImport: (module) => {
    const isWords = LANGUAGES.some(({ language }) => module === `./${language}`);
    return isWords ? null : false;
  },
};
