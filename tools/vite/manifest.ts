/** Web app manifest, shown by the home screen and the install dialog. */

import type { ManifestOptions } from 'vite-plugin-pwa';
import { FIND, SCHEME, SHARE, SHORTCUTS, type Shortcut } from '../../src/core/system-names.ts';

/** Files that the system may open with the app, by media type. */
const OPENED = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/avif': ['.avif'],
  'image/heic': ['.heic', '.heif'],
  'image/jxl': ['.jxl'],
  'image/tiff': ['.tif', '.tiff'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
};

const SHORTCUT_NAMES: Record<Shortcut, string> = {
  search: 'Search',
  add: 'Add photos',
  camera: 'Search by a photo',
};

export const manifest: Partial<ManifestOptions> = {
  name: 'Mitsuke',
  short_name: 'Mitsuke',
  description: 'Find any photo by describing it. Your photos never leave this device.',
  lang: 'en',
  // Relative to the manifest. Without an `id` the app's identity is this address: at a host's root as before, "/".
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#fafaf7',
  theme_color: '#fafaf7',
  categories: ['photo', 'utilities'],
  // One window. "focus-existing" would drop what is shared (WICG/web-app-launch issue 62).
  launch_handler: { client_mode: 'navigate-existing' },
  share_target: {
    action: `./${SHARE.path}`,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: SHARE.title,
      text: SHARE.text,
      url: SHARE.url,
      files: [{ name: SHARE.files, accept: ['image/*', 'video/*'] }],
    },
  },
  file_handlers: [{ action: './', accept: OPENED }],
  protocol_handlers: [{ protocol: SCHEME, url: `./#${FIND}=%s` }],
  shortcuts: SHORTCUTS.map((shortcut) => ({ name: SHORTCUT_NAMES[shortcut], url: `./#${shortcut}` })),
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  screenshots: [
    {
      src: 'screenshots/narrow.jpg',
      sizes: '780x1688',
      type: 'image/jpeg',
      form_factor: 'narrow',
      label: 'Photos found by the word "palace"',
    },
    {
      src: 'screenshots/wide.jpg',
      sizes: '1440x900',
      type: 'image/jpeg',
      form_factor: 'wide',
      label: 'Photos found by the word "palace"',
    },
  ],
};
