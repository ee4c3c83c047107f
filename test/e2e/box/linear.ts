/**
 * The stand-in's linear model at both ends: in the page as a model of the user's own, and beside the agent with
 * a manifest of that space. It is one function, so the page's check of a box is a real one.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { LIBRARIES, LINEAR, MODELS } from '../../fixtures/ax650n/places.mjs';
import type { Shelf } from '../models/shelf';

/**
 * Brings the model into the page and makes it the one in use. The library is encoded anew by it, so do this
 * before photos are added.
 * @returns the space's id, which the page makes up
 */
export async function useLinear(page: Page, shelf: Shelf): Promise<string> {
  const space = await bringLinear(page, shelf);
  await shelf.use(space);
  await shelf.expectState(space, 'active');
  return space;
}

/** Brings it in, and leaves the model in use as it is. @returns the space's id */
export async function bringLinear(page: Page, shelf: Shelf): Promise<string> {
  await shelf.open();
  await page.getByTestId('model-folder').setInputFiles(LINEAR);
  const own = page.locator('[data-testid=space][data-space^="own-"]');
  await expect(own).toHaveAttribute('data-state', 'ready');
  return (await own.getAttribute('data-space')) as string;
}

/** What an agent is started with, as `AgentOptions` in `agent.ts` has it. */
export interface LinearBox {
  encoder: string;
  manifest: string;
  args: string[];
}

/**
 * @param space as `useLinear` returned it; any other one is a box that the page must refuse
 * @param which on the processor, or on the stand-in NPU: with bytes or with floats
 */
export function linearBox(space: string, which: 'onnx' | 'u8' | 'f32' | 'two' | 'odd'): LinearBox {
  test.skip(which !== 'onnx' && process.platform !== 'linux', 'The stand-in for the NPU needs Linux.');
  const encoder =
    which === 'onnx' ? join(LINEAR, 'onnx/vision_model.onnx') : join(MODELS, `${which}.axmodel`);
  const manifest = test.info().outputPath(`linear-${which}.json`);
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(`${encoder}.json`, 'utf8')), space }));
  return { encoder, manifest, args: which === 'onnx' ? [] : ['--npu-lib', LIBRARIES.plain] };
}
