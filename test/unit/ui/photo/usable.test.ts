import { describe, expect, test } from 'vitest';
import { stretchesOf } from '../../../../src/ui/photo/usable';

/** Lines, and what can be used in them. */
const LINES: [line: string, uses: string[]][] = [
  ['Tel. 03-1234-5678', ['tel:0312345678']],
  ['Call +81 90 1234 5678 now', ['tel:+819012345678']],
  ['電話（０３）１２３４－５６７８', ['tel:0312345678']],
  ['www.example.com/menu.', ['https://www.example.com/menu']],
  ['see https://example.org/a?b=1, or not', ['https://example.org/a?b=1']],
  ['mail anna.b@example.co.jp', ['mailto:anna.b@example.co.jp']],
  ['2024/03/17 18:42', ['date:2024-03-17']],
  ['2024年3月7日（木）', ['date:2024-03-07']],
  ['2019-07-04', ['date:2019-07-04']],
  ['¥1,280', []],
  ['合計 1,280円', []],
  ['No. 88412', []],
  ['13/45/2024', []],
  ['2024年13月45日', []],
  ['Open 9am-5pm', []],
  ['10 20', []],
];

describe('a line', () => {
  test.each(LINES)('“%s”', (line, uses) => {
    const stretches = stretchesOf(line);
    expect(stretches.flatMap(({ href, query }) => href ?? query ?? [])).toEqual(uses);
    expect(stretches.map(({ text }) => text).join('')).toBe(line);
  });

  test('no script or other scheme becomes a link', () => {
    for (const line of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http//x.y']) {
      expect(stretchesOf(line)).toEqual([{ text: line }]);
    }
  });
});
