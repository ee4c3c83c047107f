/** Models of the user's own: read from a picked folder, or probed for at an address. */

import { asProblem, Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import type { PickedFile } from '#core/picked-file';
import { fileKey, type Home, type ModelFile, type Space } from '#core/space';
import { CONFIGS, GRAPHS, spaceOf, WANTED } from '#models/own';
import { fetchFrom, HttpProblem } from '#net/fetching';
import { dropFile, keepFile, storedFile } from '#store/model-files';

/** @throws Problem `model-unsupported` saying what is missing */
export async function readFolderModel(name: string, picked: readonly PickedFile[]): Promise<Space> {
  const home: Home = { kind: 'folder', name };
  const files: ModelFile[] = [];
  const read = picked.filter(({ path }) => WANTED.includes(path) || /\.onnx([._]data(_\d+)?)?$/.test(path));
  for (const { path, file } of read) {
    files.push({ path, bytes: file.size, sha256: await sha256(await file.arrayBuffer()) });
  }
  return spaceOf({
    id: `own-${crypto.randomUUID()}`,
    name,
    home,
    files,
    configs: await readConfigs(files, async (path) => {
      const file = picked.find((each) => each.path === path)?.file;
      return JSON.parse((await file?.text()) ?? '');
    }),
  });
}

/** Stores the files of a space. @throws DOMException `QuotaExceededError`; then deletes what it stored */
export async function storeFolder(space: Space, picked: readonly PickedFile[]): Promise<void> {
  const stored: string[] = [];
  try {
    for (const { home, files } of [...space.images, ...space.texts]) {
      for (const file of files) {
        const from = picked.find(({ path }) => path === file.path);
        const key = fileKey(home, file);
        // The same file may be stored already, for an encoder of the catalogue or for the other tower.
        if (!from || file.sha256 === null || (await storedFile(key))) continue;
        stored.push(key);
        const bytes = new Uint8Array(await from.file.arrayBuffer());
        const { path, sha256 } = file;
        await keepFile({ key, path, bytes: bytes.length, sha256, confirmed: true }, bytes);
      }
    }
  } catch (error) {
    for (const key of stored) await dropFile(key);
    throw error;
  }
}

/** @throws Problem `network`, `model-unsupported` saying what is missing */
export async function readAddressModel(base: string): Promise<Space> {
  const wanted = (await Promise.all(WANTED.map((path) => look(base, path)))).filter((file) => file !== null);
  const graphs = wanted.filter(({ path }) => GRAPHS.includes(path));
  const files = [
    ...wanted,
    ...(await Promise.all(graphs.map(({ path }) => lookForWeights(base, path)))).flat(),
  ];
  return spaceOf({
    id: `own-${crypto.randomUUID()}`,
    name: nameOf(base),
    home: { kind: 'address', base },
    files,
    configs: await readConfigs(files, async (path) => {
      return (await fetchFrom(new URL(path, base), 'model', { chosen: [base] })).json();
    }),
  });
}

/** Probes for the external weights of a graph: one file of either name, or numbered ones. */
async function lookForWeights(base: string, graph: string): Promise<ModelFile[]> {
  const found = [await look(base, `${graph}_data`), await look(base, `${graph}.data`)];
  for (let number = 1; found[0] !== null; number++) {
    const next = await look(base, `${graph}_data_${number}`);
    if (next === null) break;
    found.push(next);
  }
  return found.filter((file) => file !== null);
}

/**
 * Reads the configs among these files. @returns them by path
 * @throws Problem `model-unsupported` if one is no JSON
 */
async function readConfigs(
  files: readonly ModelFile[],
  read: (path: string) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const configs: Record<string, unknown> = {};
  for (const path of CONFIGS) {
    if (!files.some((file) => file.path === path)) continue;
    try {
      configs[path] = await read(path);
    } catch (error) {
      if (asProblem(error).code === 'network') throw error;
      throw new Problem('model-unsupported', `${path} is no JSON.`);
    }
  }
  return configs;
}

/** Probes for a file at the address; its size and hash are unknown. Null if there is no such file. */
async function look(base: string, path: string): Promise<ModelFile | null> {
  try {
    const response = await fetchFrom(new URL(path, base), 'model', {
      headers: { Range: 'bytes=0-0' },
      chosen: [base],
    });
    await response.body?.cancel();
    if (/^text\/html\b/.test(response.headers.get('content-type') ?? '')) return null;
    return { path, bytes: null, sha256: null };
  } catch (error) {
    if (error instanceof HttpProblem) return null;
    throw asProblem(error);
  }
}

/** Returns "owner/repository" of a hub's address, else the last folder, else the host. */
function nameOf(base: string): string {
  const { hostname, pathname } = new URL(base);
  const hub = /^\/([^/]+\/[^/]+)\/resolve\//.exec(pathname);
  return decodeURIComponent(hub?.[1] ?? (pathname.split('/').filter(Boolean).at(-1) || hostname));
}
