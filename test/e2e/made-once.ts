/** What several of Playwright's processes need and one of them makes. */

import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Returns the text of a file. The first process that asks makes it, the others wait for it.
 * @param path in a folder that Playwright empties before each run
 */
export async function madeOnce(path: string, make: () => Promise<string>): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  while (!existsSync(path)) {
    if (!locks(path)) {
      await sleep(200);
      continue;
    }
    try {
      writeFileSync(`${path}.part`, await make());
      renameSync(`${path}.part`, path);
    } finally {
      // If it failed, the next one tries.
      rmdirSync(`${path}.lock`);
    }
  }
  return readFileSync(path, 'utf8');
}

function locks(path: string): boolean {
  try {
    mkdirSync(`${path}.lock`);
    return true;
  } catch {
    return false;
  }
}
