/**
 * The stand-in's linear model at both ends: in the page as a model that the user added, on the agent with a
 * manifest of that space. Both compute the same function, so the page's check of a box is a real one.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { LIBRARIES, LINEAR, MODELS } from '../../fixtures/ax650n/places.mjs';
import type { Shelf } from '../models/shelf';

/**
 * Adds the linear model to the page and puts it to use. Call it before photos are added: it re-encodes them.
 * @returns the space's id, which the page generates
 */
export async function useLinear(page: Page, shelf: Shelf): Promise<string> {
  const space = await bringLinear(page, shelf);
  await shelf.use(space);
  await shelf.expectState(space, 'active');
  return space;
}

/** Adds the linear model to the page without putting it to use. @returns the space's id */
export async function bringLinear(page: Page, shelf: Shelf): Promise<string> {
  await shelf.open();
  await page.getByTestId('model-folder').setInputFiles(LINEAR);
  const own = page.locator('[data-testid=space][data-space^="own-"]');
  await expect(own).toHaveAttribute('data-state', 'ready');
  return (await own.getAttribute('data-space')) as string;
}

/** Options to start an agent with, named as in `AgentOptions` of `agent.ts`. */
export interface LinearBox {
  encoder: string;
  manifest: string;
  args: string[];
}

/**
 * Prepares the linear model for an agent.
 * @param space id from `useLinear`; the page must refuse a box of any other space
 * @param which `onnx` runs on the processor, the others are flavours of the stand-in NPU's model
 */
export function linearBox(space: string, which: 'onnx' | 'u8' | 'f32' | 'two' | 'odd'): LinearBox {
  test.skip(which !== 'onnx' && process.platform !== 'linux', 'The stand-in for the NPU needs Linux.');
  const encoder =
    which === 'onnx' ? join(LINEAR, 'onnx/vision_model.onnx') : join(MODELS, `${which}.axmodel`);
  const manifest = test.info().outputPath(`linear-${which}.json`);
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(`${encoder}.json`, 'utf8')), space }));
  return { encoder, manifest, args: which === 'onnx' ? [] : ['--npu-lib', LIBRARIES.plain] };
}
