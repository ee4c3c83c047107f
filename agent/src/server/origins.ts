/** Which pages may come. Browsers set the `Origin` header, and no page can write another one. */

/** An origin as browsers write it, or null if the text is not one (or has a path, or is another scheme). */
export function allowedOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  const bare = pathname === '/' && search === '' && hash === '' && username === '';
  return bare && ['http:', 'https:'].includes(protocol) ? origin : null;
}

/** The header, where it is on the list, to the letter. */
export function checkOrigin(header: string | undefined, allowed: readonly string[]): string | null {
  return header !== undefined && allowed.includes(header) ? header : null;
}
