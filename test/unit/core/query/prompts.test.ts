import { describe, expect, test } from 'vitest';
import { promptsOf } from '#core/query/prompts';

const TEMPLATES = ['a photo of {}'];

describe('promptsOf', () => {
  test.each([
    ['windmill', 'a photo of windmill'],
    ['  red   car ', 'a photo of red car'],
    ['A photo of a dog', 'A photo of a dog'],
    ['熊猫', '熊猫'],
    ['夕日の海', '夕日の海'],
    ['サンセット beach', 'サンセット beach'],
  ])('turns %j into %j', (query, prompt) => {
    expect(promptsOf(query, TEMPLATES)).toEqual([prompt]);
  });

  test.each([
    ['ｐａｎｄａ', 'a photo of panda'],
    ['ｒｅｄ　ｃａｒ', 'a photo of red car'],
    ['ﾊﾟﾝﾀﾞ', 'パンダ'],
    ['ハ\u309aンタ\u3099', 'パンダ'],
    ['cafe\u0301', 'a photo of café'],
  ])('turns %j, another spelling, into %j', (query, prompt) => {
    expect(promptsOf(query, TEMPLATES)).toEqual([prompt]);
  });

  test('leaves queries unchanged for a model without a template', () => {
    expect(promptsOf(' windmill ', [])).toEqual(['windmill']);
  });

  test('makes one sentence for each template', () => {
    expect(promptsOf('dog', ['a photo of {}', 'a picture of {}.'])).toEqual([
      'a photo of dog',
      'a picture of dog.',
    ]);
  });

  test('does not interpret $ signs in a query', () => {
    expect(promptsOf('$& bill', TEMPLATES)).toEqual(['a photo of $& bill']);
  });
});
