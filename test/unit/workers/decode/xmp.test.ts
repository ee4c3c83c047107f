import { expect, test } from 'vitest';
import { xmpTexts } from '#workers/decode/xmp';

test.each([
  ['an attribute', '<rdf:Description xmp:Rating="4">', ['4']],
  ['an attribute in single quotes', "<rdf:Description\n xmp:Rating = '4'>", ['4']],
  ['an element', '<xmp:Rating>4</xmp:Rating>', ['4']],
  [
    'a bag',
    '<xmp:Rating>\n<rdf:Bag><rdf:li>4</rdf:li>\n<rdf:li>5</rdf:li></rdf:Bag></xmp:Rating>',
    ['4', '5'],
  ],
  [
    'several languages',
    '<xmp:Rating><rdf:Alt><rdf:li xml:lang="de">vier</rdf:li><rdf:li xml:lang="x-default">4</rdf:li></rdf:Alt></xmp:Rating>',
    ['4'],
  ],
  [
    'languages without a default',
    '<xmp:Rating><rdf:Alt><rdf:li xml:lang="de">vier</rdf:li><rdf:li xml:lang="en">four</rdf:li></rdf:Alt></xmp:Rating>',
    ['vier'],
  ],
  [
    'characters by number and name',
    '<xmp:Rating>&lt;&#x732b;&#29483;&amp;&what;</xmp:Rating>',
    ['<猫猫&&what;'],
  ],
  ['an element without an end', '<xmp:Rating>4', []],
  ['an empty element', '<xmp:Rating></xmp:Rating>', []],
  ['another property', '<rdf:Description my:xmp:Rating="4" xmp:RatingDate="2024">', []],
])('a property is read from %s', (_, xml, texts) => {
  expect(xmpTexts(['<x:xmpmeta/>', xml], 'xmp:Rating')).toEqual(texts);
});
