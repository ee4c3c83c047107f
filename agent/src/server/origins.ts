/** Allowed origins. Browsers set the `Origin` header, and pages cannot change it. */

/** Returns the origin as browsers write it; null if the text is not one, or has a path or another scheme. */
export function allowedOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  const bare = pathname === '/' && search === '' && hash === '' && username === '';
  return bare && ['http:', 'https:'].includes(protocol) ? origin : null;
}

/** Returns the header if the list contains it exactly, else null. */
export function checkOrigin(header: string | undefined, allowed: readonly string[]): string | null {
  return header !== undefined && allowed.includes(header) ? header : null;
}
