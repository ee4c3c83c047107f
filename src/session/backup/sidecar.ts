/** What the user has made of a photo, as an XMP sidecar that other programs and this one read. */

import { safeName, uniqueNames } from '#core/file-names';
import type { Photo } from '#core/photo';

/**
 * Names sidecars by the paths of their photos, folders kept: unpacked where the photos are, each lies beside its own.
 * A path that two sources have is numbered.
 */
export function sidecarPaths(): (path: string) => string {
  const folders = new Map<string, ReturnType<typeof uniqueNames>>();
  return (path) => {
    const parts = path.split('/').map(safeName);
    const name = `${parts.pop()}.xmp`;
    const folder = parts.map((part) => `${part}/`).join('');
    const nameIn = folders.get(folder) ?? uniqueNames();
    folders.set(folder, nameIn);
    return folder + nameIn([name]);
  };
}

/** @returns null if there is nothing to write. A star is five of five, as this app reads it */
export function sidecarOf({ caption, tags = [], favourite }: Pick<Photo, 'caption' | 'tags' | 'favourite'>) {
  if (!caption && tags.length === 0 && !favourite) return null;
  const lines = [
    ...(tags.length > 0 ? [`<dc:subject><rdf:Bag>${tags.map(item).join('')}</rdf:Bag></dc:subject>`] : []),
    ...(caption
      ? [
          `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(caption)}</rdf:li></rdf:Alt></dc:description>`,
        ]
      : []),
    ...(favourite ? ['<xmp:Rating>5</xmp:Rating>'] : []),
  ];
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
${lines.join('\n')}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
`;
}

const item = (tag: string) => `<rdf:li>${escaped(tag)}</rdf:li>`;

/** Characters that XML 1.0 forbids are left out. */
function escaped(text: string): string {
  const allowed = [...text].filter((one) => one >= ' ' || '\t\n\r'.includes(one)).join('');
  return allowed.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] as string);
}
