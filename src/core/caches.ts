/** Names of caches that two rooms know. */

/**
 * Decoders, and the models of words and faces: fetched when first needed. `net` fills it, the service worker answers from
 * it and drops those of older versions. Its name is from when there were decoders alone.
 */
export const LATER_CACHE = 'mitsuke-decoders';

/** Files that were shared into the app: the service worker puts them there, the session takes them out. */
export const SHARED_CACHE = 'mitsuke-shared';
