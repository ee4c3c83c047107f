/** What run.mjs passes to Playwright, which loads the other files in processes of its own. */

export interface Options {
  /** Ids of the spaces; empty for all of the catalogue. */
  spaces: string[];
  /** Verifies these encoders alone, of all that a space has; empty for all. */
  encoders: string[];
  /** Address of a server with the hub's paths; null for the hub. */
  mirror: string | null;
  /** Folder with downloaded files; see server.mjs. */
  folder: string | null;
  /** Build of the app: `stand-ins` expects the hashes of the stand-ins. */
  mode: 'production' | 'stand-ins';
  /** Runs WebGPU on the processor, for machines without a graphics processor. */
  softwareWebgpu: boolean;
}

export const OPTIONS: Options = JSON.parse(
  process.env.VERIFY_MODEL ?? '{"spaces":[],"encoders":[],"mode":"production"}',
);

export const PORTS = { app: 4185, folder: 4186 };

/** Where the model files are fetched from: null for the hub. */
export const MIRROR: string | null = OPTIONS.folder
  ? `http://localhost:${PORTS.folder}/`
  : (OPTIONS.mirror ?? null);
