/**
 * The main job as a screen reader has it: by keyboard alone, and seen through the accessibility tree alone. Nothing
 * here knows of elements, classes or hooks.
 */

import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './app';
import { holdRuntime } from './holding';

interface Words {
  field: string;
  samples: string;
  photos: string;
  begun: string;
  pause: string;
  paused: RegExp;
  resume: string;
  done: string;
  query: string;
  /** What is said of the answer. */
  answer: RegExp;
  strong: string;
  /** The name of the first result, as a button. */
  result: RegExp;
  viewer: string;
  close: string;
}

const EN: Words = {
  field: 'Describe a photo',
  samples: 'Try 42 sample photos',
  photos: 'Photos',
  begun: 'Indexing: 0 of 42',
  pause: 'Pause',
  paused: /^Paused at \d+ of 42$/,
  resume: 'Resume',
  done: 'Indexing is done. 42 photos can be found.',
  query: 'panda',
  answer: /^panda: \d+ strong match/,
  strong: 'Strong matches',
  result: /^panda\.jpg, strong$/,
  viewer: 'Photo viewer',
  close: 'Close',
};

const JA: Words = {
  field: 'どんな写真をさがしますか',
  samples: 'サンプル 42 枚で試す',
  photos: '写真',
  begun: '索引を作成中：42 枚中 0 枚',
  pause: '一時停止',
  paused: /^42 枚中 \d+ 枚で一時停止中$/,
  resume: '再開',
  done: '索引ができました。42 枚の写真をさがせます。',
  query: 'パンダ',
  answer: /^パンダ：ぴったり \d+ 枚/,
  strong: 'ぴったり',
  result: /^panda\.jpg, ぴったり$/,
  viewer: '写真ビューア',
  close: '閉じる',
};

interface AxNode {
  role: string;
  name: string;
  isModal: boolean;
  /** Roles and names from the node's parent up to the root. */
  within: string[];
}

/** Returns what has the focus: the innermost node, because the document counts as focused too. Past its end nothing has. */
async function focused(cdp: CDPSession): Promise<AxNode> {
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const has = (node: (typeof nodes)[number], name: string) =>
    (node.properties ?? []).some((property) => property.name === name && property.value.value === true);
  const parentOf = ({ parentId }: (typeof nodes)[number]) => (parentId ? byId.get(parentId) : undefined);
  const depth = (node: (typeof nodes)[number]): number => {
    const parent = parentOf(node);
    return parent ? depth(parent) + 1 : 0;
  };
  const [node] = nodes.filter((each) => has(each, 'focused')).sort((a, b) => depth(b) - depth(a));
  if (!node) return { role: 'none', name: '', isModal: false, within: [] };
  const within: string[] = [];
  for (let up = parentOf(node); up; up = parentOf(up)) {
    within.push(`${up.role?.value ?? ''} ${up.name?.value ?? ''}`.trim());
  }
  return {
    role: String(node.role?.value ?? ''),
    name: String(node.name?.value ?? ''),
    isModal: has(node, 'modal'),
    within,
  };
}

const expectFocus = (cdp: CDPSession, role: string, name: string | RegExp) =>
  expect
    .poll(() => focused(cdp))
    .toMatchObject({
      role,
      name: typeof name === 'string' ? name : expect.stringMatching(name),
    });

/** Presses Tab, or Shift+Tab, until this button has the focus. */
async function tabTo(page: Page, cdp: CDPSession, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press(key);
    const node = await focused(cdp);
    if (node.role === 'button' && node.name === name) return;
    passed.push(`${node.role} ${node.name}`);
  }
  throw new Error(`Tab does not come to “${name}”, but to ${passed.join('; ')}`);
}

/** Waits until a screen reader has been told this. */
const expectSaid = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text })).toHaveCount(1);

for (const { locale, words } of [
  { locale: 'en-US', words: EN },
  { locale: 'ja-JP', words: JA },
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a visitor finds a photo by keyboard and screen reader', async ({ page, context }) => {
      const runtime = await holdRuntime(context);
      const cdp = await context.newCDPSession(page);
      await page.goto('/');

      await test.step('the first screen says what the app is, and the field is ready', async () => {
        await expectFocus(cdp, 'combobox', words.field);
        await expect(page.getByRole('main')).toMatchAriaSnapshot(`
          - heading [level=1]
          - button
          - button
          - button "${words.samples}"
        `);
        await expect(page.getByRole('navigation').getByRole('button')).toHaveCount(5);
      });

      await test.step('the album is taken, and the place of who took it is kept', async () => {
        await tabTo(page, cdp, words.samples);
        await page.keyboard.press('Enter');
        await expectFocus(cdp, 'heading', words.photos);
      });

      await test.step('the indexing is said: its begin, a pause, its end', async () => {
        await expectSaid(page, words.begun);
        await tabTo(page, cdp, words.pause, 'Shift+Tab');
        await page.keyboard.press('Enter');
        runtime.release();
        await expectSaid(page, words.paused);
        await expectFocus(cdp, 'button', words.resume);
        await page.keyboard.press('Enter');
        await expectSaid(page, words.done);
      });

      await test.step('the answer to a query is said, and is reached', async () => {
        await page.keyboard.press('/');
        await expectFocus(cdp, 'combobox', words.field);
        await page.keyboard.type(words.query);
        await expectSaid(page, words.answer);
        await expect(page.getByRole('heading', { name: words.strong })).toHaveCount(1);
        await page.keyboard.press('ArrowDown');
        await expectFocus(cdp, 'button', words.result);
      });

      await test.step('the viewer opens as a dialog that has the focus, the photo’s name and its verbs', async () => {
        await page.keyboard.press('Enter');
        await expectFocus(cdp, 'dialog', `${words.viewer}: panda.jpg`);
        expect((await focused(cdp)).isModal).toBe(true);
        const viewer = page.getByRole('dialog');
        await expect(viewer.getByRole('img', { name: 'panda.jpg' })).toHaveCount(1);
        await expect(viewer.getByRole('button', { name: words.close, exact: true })).toHaveCount(1);
        for (const button of await viewer.getByRole('button').all())
          await expect(button).toHaveAccessibleName(/./);
      });

      await test.step('Tab comes to nothing of the page below', async () => {
        for (let i = 0; i < 14; i++) {
          await page.keyboard.press('Tab');
          const { role, name, within } = await focused(cdp);
          // None: past its end is the browser's own frame, as of a dialog of the platform.
          const isInside =
            role === 'none' || role === 'dialog' || within.some((each) => each.startsWith('dialog '));
          expect(isInside, `${role} ${name}`).toBe(true);
        }
      });

      await test.step('closed, it leads back to the result', async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await expectFocus(cdp, 'button', words.result);
      });

      await test.step('and the query is left', async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('heading', { name: words.strong })).toHaveCount(0);
        await expect(page.getByRole('combobox', { name: words.field })).toHaveValue('');
      });
    });
  });
}
