/** The page of a gallery: texts stay texts, and nothing but files beside it can be loaded. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, verbatim } from '#session/export/gallery/html';
import { type GalleryItem, pageOf } from '#session/export/gallery/page';
import { WORDS } from './words';

const ITEM: GalleryItem = {
  ...{ thumbnail: 'thumbnails/0001.jpg', picture: 'photos/a.jpg', width: 400, height: 300 },
  ...{ kind: 'picture', moment: null, original: null, seconds: null },
  ...{ caption: '', facts: [], favourite: false },
};

const pageWith = (item: Partial<GalleryItem>, title = 'Kyoto') =>
  pageOf({ title, items: [{ ...ITEM, ...item }], words: WORDS });

/** The policy that the page carries. */
function policyOf(page: string): string {
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return policy.replaceAll('&#39;', "'");
}

describe('texts of the user', () => {
  const HOSTILE = `</style><script>alert(1)</script>"><img src=x onerror='alert(2)'>&amp;`;

  test.each([
    ['the title', (text: string) => pageWith({}, text)],
    ['a caption', (text: string) => pageWith({ caption: text })],
    ['a place, a tag, a name', (text: string) => pageWith({ facts: ['1 May', text] })],
    ['an address', (text: string) => pageWith({ picture: text, moment: text, original: text })],
  ])('cannot become markup: %s', async (_, page) => {
    const written = await page(HOSTILE);
    expect(written).toContain('&#60;script&#62;alert(1)');
    const plain = await page('harmless');
    const tags = (text: string) => text.match(/<[a-z/!][^\s>]*/gi) ?? [];
    expect(tags(written)).toEqual(tags(plain));
  });

  test('whatever they are, are read back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const { text: written } = html`<p title="${text}">`;
        const inside = written.slice('<p title="'.length, -'">'.length);
        expect(inside).not.toMatch(/[<>"']/);
        expect(inside.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test('a script or style that would end its element is refused', () => {
    expect(() => verbatim('a </script> b')).toThrow();
    expect(() => verbatim('<!--')).toThrow();
  });
});

describe('the page', () => {
  test('may run its own script and style, and load files beside it alone', async () => {
    const page = await pageWith({});
    const policy = policyOf(page);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const element of ['style', 'script']) {
      const all = [...page.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))];
      expect(all).toHaveLength(1);
      expect(all[0]?.[1]?.length).toBeGreaterThan(1000);
      const hash = createHash('sha256')
        .update(all[0]?.[1] ?? '')
        .digest('base64');
      expect(policy).toContain(`${element}-src 'sha256-${hash}'`);
    }
    // A hash does not cover attributes: no styles, no handlers.
    expect(page).not.toMatch(/ style=| on[a-z]+=/);
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual([
      'href="data:,"',
      'href="photos/a.jpg"',
      'src="thumbnails/0001.jpg"',
    ]);
  });

  test('is in the language of the giver', async () => {
    expect(await pageWith({})).toContain('<html lang="ja">');
  });

  test.each<[string, Partial<GalleryItem>, string]>([
    ['its caption', { caption: 'A temple' }, 'A temple'],
    ['what is told of it', { caption: 'A temple', facts: ['1 May', 'Kyoto'] }, 'A temple, 1 May, Kyoto'],
    ['its place in the gallery', {}, '1 of 1'],
    ['its length, if it is a video', { kind: 'video', seconds: 42 }, 'video 42, 1 of 1'],
  ])('calls a photo by %s', async (_, item, alt) => {
    expect(await pageWith(item)).toContain(`alt="${alt}"`);
  });

  test('has the clip of a Live Photo, an original, a star, each where there is one', async () => {
    const page = await pageWith({ moment: 'photos/a.mov', original: 'originals/a.heic', favourite: true });
    expect(page).toContain('data-moment="photos/a.mov" data-original="originals/a.heic"');
    expect(page).toContain('class="star"');
    const plain = await pageWith({});
    expect(plain).not.toMatch(/data-moment="|data-original="|class="star"/);
  });
});
