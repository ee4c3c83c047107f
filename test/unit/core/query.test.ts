import { describe, expect, test } from 'vitest';
import { promptOf } from '#core/query';

const TEMPLATE = 'a photo of {}';

describe('promptOf', () => {
  test.each([
    ['windmill', 'a photo of windmill'],
    ['  red   car ', 'a photo of red car'],
    ['A photo of a dog', 'A photo of a dog'],
    ['熊猫', '熊猫'],
    ['夕日の海', '夕日の海'],
    ['サンセット beach', 'サンセット beach'],
  ])('%j becomes %j', (query, prompt) => {
    expect(promptOf(query, TEMPLATE)).toBe(prompt);
  });

  test('leaves queries as they are for a model without a template', () => {
    expect(promptOf(' windmill ', null)).toBe('windmill');
  });
});
