/** Web app manifest, shown by the home screen and the install dialog. */

import type { ManifestOptions } from 'vite-plugin-pwa';

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
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      files: [{ name: 'files', accept: ['image/*', 'video/*'] }],
    },
  },
  file_handlers: [{ action: './', accept: OPENED }],
  protocol_handlers: [{ protocol: 'web+mitsuke', url: './#find=%s' }],
  shortcuts: [
    { name: 'Search', url: './#search' },
    { name: 'Add photos', url: './#add' },
    { name: 'Search by a photo', url: './#camera' },
  ],
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
