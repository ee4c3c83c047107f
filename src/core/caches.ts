/** Names of caches that two rooms know. */

/** Decoders that were fetched: `net` fills it, the service worker answers from it and drops those of older versions. */
export const DECODER_CACHE = 'mitsuke-decoders';
