import { expect, test } from 'vitest';
import { isSoftware } from '#core/gpu';

test.each([
  [{ vendor: 'google', architecture: 'swiftshader' }, true],
  [{ vendor: 'mesa', device: '0x0', description: 'llvmpipe (LLVM 15.0.7, 256 bits)' }, true],
  [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, true],
  [{ vendor: '', architecture: '', isFallbackAdapter: true }, true],
  [{ vendor: 'apple', architecture: 'metal-3', isFallbackAdapter: false }, false],
  [{ vendor: 'qualcomm', architecture: 'adreno-7xx' }, false],
  [{ vendor: '', architecture: '', device: '', description: '' }, false],
  [undefined, false],
])('an adapter of %j is software: %s', (info, expected) => {
  expect(isSoftware(info ? { info } : {})).toBe(expected);
});
