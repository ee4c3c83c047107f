/** Names a camera as people do. */

/** Legal forms behind a maker's name: "NIKON CORPORATION", "SANYO Electric Co.,Ltd.". */
const LEGAL = /(?:[\s,.]+(?:corporation|corp|company|co|ltd|limited|inc|llc|ag|gmbh|kg))+[\s,.]*$/i;

/** Branches of a maker, before its legal form: "OLYMPUS IMAGING CORP.", "CASIO COMPUTER CO.,LTD.". */
const BRANCH =
  /(?:\s+(?:camera|imaging|optical|photo film|electric|electronics|computer|techwin|mobility|communications?|technology|technologies))+$/i;

/** What programs write that know no camera. */
const FILLER = /^(?:<.*>|\(.*\)|unknown|none|null|undefined|n\/?a|default|[^\p{L}\p{N}]*)$/iu;

/**
 * Joins maker and model: "Apple" and "iPhone 17" to "Apple iPhone 17", but "NIKON CORPORATION" and "NIKON D850"
 * to "NIKON D850".
 * @returns empty if neither says anything
 */
export function cameraName(make = '', model = ''): string {
  const maker = brandOf(said(make));
  const name = said(model);
  return repeats(name, maker) ? name : `${maker} ${name}`.trim();
}

function said(text: string): string {
  const trimmed = text.trim();
  return FILLER.test(trimmed) ? '' : trimmed;
}

function brandOf(maker: string): string {
  const name = maker.replace(LEGAL, '');
  return name === maker ? maker : name.replace(BRANCH, '');
}

/** Whether the model begins with the maker or one word of it: "EASTMAN KODAK" and "KODAK DX6490". */
function repeats(model: string, maker: string): boolean {
  const name = model.toLowerCase();
  const brand = maker.toLowerCase();
  const first = /^[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '';
  return name.startsWith(brand) || (first.length > 1 && brand.split(/\s+/).includes(first));
}
