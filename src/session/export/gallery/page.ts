/** Writes the page of a gallery: one file that opens from the disk, in any browser, with or without scripts. */

import type { GalleryWords } from '../contract';
import style from './gallery.css?raw';
import { html, type Markup, verbatim } from './html';
import script from './viewer.js?raw';

/** What is shown of a photo. Addresses are relative to the page. */
export interface GalleryItem {
  thumbnail: string;
  /** Pixels of the picture, for its shape. */
  width: number;
  height: number;
  /** What opens: a picture, or the file of a video. */
  picture: string;
  kind: 'picture' | 'video';
  /** The clip of a motion or Live Photo. */
  moment: string | null;
  /** The original, if `picture` is a copy of it because browsers do not show its format. */
  original: string | null;
  /** Of a video in seconds. */
  seconds: number | null;
  caption: string;
  /** Date, place, people, tags: each a text. */
  facts: readonly string[];
  favourite: boolean;
}

interface Page {
  title: string;
  items: readonly GalleryItem[];
  words: GalleryWords;
}

/** Returns the page as HTML. Only its own script and style may run, and it can load nothing but files beside it. */
export async function pageOf({ title, items, words }: Page): Promise<string> {
  const policy = [
    "default-src 'none'",
    "img-src 'self' file: data:",
    "media-src 'self' file:",
    `style-src '${await hashOf(style)}'`,
    `script-src '${await hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Mitsuke">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${verbatim(style)}</style>
<script>${verbatim(script)}</script>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${words.photos(items.length)}</p>
<p id="packed" role="alert" hidden>${words.packed}</p>
</header>
<main>
<ul id="photos">
${items.map((item, index) => photo(item, index, items.length, words))}</ul>
</main>
<dialog id="viewer" aria-label="${title}">
<p id="position" role="status"></p>
<div id="stage"></div>
<div id="about" role="status"></div>
<div id="verbs">
<a id="original" target="_blank" rel="noreferrer">${words.original}</a>
<button type="button" id="moment">${words.moment}</button>
</div>
${ARROWS.map(
  ([
    id,
    shape,
  ]) => html`<button type="button" id="${id}" class="round" aria-label="${words[id]}" title="${words[id]}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${shape}"/></svg></button>
`,
)}</dialog>
</body>
</html>
`;
  return page.text;
}

/** Buttons of the viewer, and their shapes. */
const ARROWS = [
  ['previous', 'm15 18-6-6 6-6'],
  ['next', 'm9 18 6-6-6-6'],
  ['close', 'M18 6 6 18M6 6l12 12'],
] as const;

function photo(item: GalleryItem, index: number, total: number, words: GalleryWords): Markup {
  const { picture, thumbnail, width, height, kind, seconds, caption, facts, favourite } = item;
  const position = words.photo(index + 1, total);
  const length = seconds !== null && words.length(seconds);
  // Read instead of the picture: what is told of it, else which one it is.
  const told = [caption, ...facts].filter(Boolean);
  const name = [length && words.video(length), ...(told.length > 0 ? told : [position])]
    .filter(Boolean)
    .join(', ');
  return html`<li>
<a href="${picture}" data-kind="${kind}" data-position="${position}"${optional('data-moment', item.moment)}${optional('data-original', item.original)}>
<img src="${thumbnail}" width="${width}" height="${height}" loading="lazy" decoding="async" alt="${name}">
${length && html`<span class="length" aria-hidden="true">${length}</span>`}${favourite && html`<span class="star" role="img" aria-label="${words.favourite}">★</span>`}</a>
<div class="about">${caption && html`<p>${caption}</p>`}${facts.length > 0 && html`<p class="facts">${facts.join(' · ')}</p>`}</div>
</li>
`;
}

function optional(name: 'data-moment' | 'data-original', address: string | null): Markup {
  return address === null ? html`` : html` ${name}="${address}"`;
}

/** As a content policy names what may run. */
async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
