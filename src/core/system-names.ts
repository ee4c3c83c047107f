/**
 * Addresses and names by which the system hands something to the app. The manifest states them; the page and the
 * service worker answer them.
 */

/** Entries of the menu of the app's icon: each opens the fragment of its name. */
export const SHORTCUTS = ['search', 'add', 'camera'] as const;

export type Shortcut = (typeof SHORTCUTS)[number];

/** Fragments: before the words of a query, "#find=beach"; and of a share that has arrived. */
export const FIND = 'find';
export const SHARED = 'shared';

/** Scheme of links anywhere on the device that hold a query: "web+mitsuke:beach". */
export const SCHEME = 'web+mitsuke';

/** Where the system sends what is shared, relative to the app, and the fields of its form. */
export const SHARE = { path: 'share', title: 'title', text: 'text', url: 'url', files: 'files' } as const;
