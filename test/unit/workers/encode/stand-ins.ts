/** Access to the stand-in models (test/fixtures/standins) for tests in the browser. */

import { fileKey, type Home, type ModelFile } from '#core/space';
import { addPart, commitFile } from '#store/model-files';

const FOLDER = '/.cache/standins/tiny';

/** Fetches their vectors from native onnxruntime; see `Expected` there. */
export async function expectedEmbeddings(): Promise<
  Record<string, { texts: string[] | null; rows: number[][] }>
> {
  return (await fetch(`${FOLDER}/expected.json`)).json();
}

/** Fetches the stand-in for a file of the catalogue. */
export async function standIn(home: Home, path: string): Promise<Blob> {
  if (home.kind !== 'hub') throw new Error(`${path} is of no public repository.`);
  const answer = await fetch(`${FOLDER}/${home.repository}/resolve/${home.revision}/${path}`);
  if (!answer.ok) throw new Error(`There is no stand-in for ${path}: ${answer.status}.`);
  return answer.blob();
}

/** Stores the files of an encoder, as the models worker does. */
export async function keepStandIns(encoder: { home: Home; files: ModelFile[] }): Promise<void> {
  for (const file of encoder.files) {
    const key = fileKey(encoder.home, file);
    const blob = await standIn(encoder.home, file.path);
    await addPart(key, 0, blob);
    const { path, sha256 } = file;
    await commitFile({ key, path, bytes: blob.size, sha256: sha256 ?? '', confirmed: true });
  }
}
