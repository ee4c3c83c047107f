/** What a browser makes of a connection from this page to a machine in the local network. */

/**
 * `open`: nothing stands in the way. `will-ask`: the browser will ask the user first. `denied`: the user said
 * no, and only the browser's settings change that. `certificate`: a secure address whose certificate the
 * browser may not know; it has to be accepted once at https://host:port. `needs-wss`: this browser lets no
 * https page reach a box without TLS. `mixed-content`: nor any browser under this name; its IP address or a
 * name ending in .local would do, or TLS.
 */
export type BrowserCase = 'open' | 'will-ask' | 'denied' | 'certificate' | 'needs-wss' | 'mixed-content';
