/** Names of caches that two rooms know. */

/** Decoders that were fetched: `net` fills it, the service worker answers from it and drops those of older versions. */
export const DECODER_CACHE = 'mitsuke-decoders';

/** Files that were shared into the app: the service worker puts them there, the session takes them out. */
export const SHARED_CACHE = 'mitsuke-shared';
