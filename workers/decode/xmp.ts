/**
 * Reads properties from XMP packets. Workers have no XML parser, and a whole one would be larger than the
 * decoder. Names are compared with the usual prefixes, which all known programs write.
 */

/**
 * Returns a property's texts, in order: of a list its items, of a text in several languages the default one.
 * @param name with its prefix, "dc:subject"
 * @returns empty if no packet has it
 */
export function xmpTexts(packets: readonly string[], name: string): string[] {
  return packets.map((xml) => textsIn(xml, name)).find((texts) => texts.length > 0) ?? [];
}

function textsIn(xml: string, name: string): string[] {
  // XML has no "<" in a value: a damaged packet is not read on from each of its quotation marks.
  const quoted = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`).exec(xml);
  if (quoted) return [plain(quoted[1] ?? quoted[2] ?? '')];
  const inner = insideOf(xml, name);
  const [, ofAll] = /<rdf:li[^>]*x-default[^>]*>([\s\S]*?)<\/rdf:li>/.exec(inner) ?? [];
  if (ofAll !== undefined) return [plain(ofAll)];
  const items = [...inner.matchAll(/<rdf:li(?:\s[^>]*)?>([\s\S]*?)<\/rdf:li>/g)].map(([, item = '']) => item);
  if (items.length > 0) return (inner.includes('<rdf:Alt') ? items.slice(0, 1) : items).map(plain);
  return inner.trim() === '' || inner.includes('<') ? [] : [plain(inner)];
}

/** Looks for the end once: a pattern over both would read on from every beginning of a damaged packet. */
function insideOf(xml: string, name: string): string {
  const begins = new RegExp(`<${name}(?:\\s[^>]*)?>`).exec(xml);
  if (!begins) return '';
  const from = begins.index + begins[0].length;
  return xml.slice(from, Math.max(from, xml.indexOf(`</${name}>`, from)));
}

function plain(text: string): string {
  return text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
