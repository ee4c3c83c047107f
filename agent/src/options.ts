/** Command line. Options of the original demo keep their meaning. */

import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BOX_BACKENDS, type BoxBackend } from '#core/protocol/messages';
import { DEFAULT_PORT } from '#core/protocol/pairing';
import { backendOf, type EncoderOptions } from './backends/encoder';
import { NORMS, type Norm } from './backends/normalise';
import { allowedOrigin } from './server/origins';

const FLAGS = {
  ienc: { type: 'string' },
  backend: { type: 'string' },
  manifest: { type: 'string' },
  'npu-lib': { type: 'string' },
  threads: { type: 'string' },
  origin: { type: 'string', multiple: true },
  host: { type: 'string' },
  port: { type: 'string' },
  name: { type: 'string' },
  cert: { type: 'string' },
  'cert-key': { type: 'string' },
  pairing: { type: 'string' },
  'new-key': { type: 'boolean' },
  user: { type: 'string' },
  batch: { type: 'string' },
  timeout: { type: 'string' },
  probe: { type: 'boolean' },
  bench: { type: 'boolean' },
  'show-pairing': { type: 'boolean' },
  'write-manifest': { type: 'boolean' },
  space: { type: 'string' },
  for: { type: 'string' },
  input: { type: 'string' },
  norm: { type: 'string' },
  output: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const COMMANDS = ['help', 'version', 'probe', 'bench', 'show-pairing', 'write-manifest'] as const;
type Command = (typeof COMMANDS)[number] | 'serve';

/** Where and how the box listens, and for which origins. */
export interface Listening {
  /** Null for the first private address of this machine. */
  host: string | null;
  port: number;
  tls: { cert: string; key: string } | null;
  /** Allowed origins as browsers write them, e.g. "https://photos.example". */
  origins: string[];
  /** File with the pairing key. */
  pairing: string;
}

/** Parsed command line. `model` may be empty for commands that do not need it. */
export interface Options extends Listening, EncoderOptions {
  command: Command;
  /** Null for the default path beside the model. */
  manifest: string | null;
  name: string;
  newKey: boolean;
  user: string | null;
  /** Most pictures in a frame. */
  batch: number;
  /** Milliseconds after which an encoder counts as hung, on top of the expected encoding time. */
  timeout: number;
  /** Options of `--write-manifest`. */
  making: {
    space: string;
    model: string | null;
    dtype: 'u8' | 'f32';
    norm: Norm | null;
    output: string | null;
  };
}

/** Invalid command line; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: readonly string[], cores: number, env = process.env): Options {
  const typed = parse(args);
  const command = COMMANDS.find((each) => typed[each]) ?? 'serve';
  const options: Options = {
    command,
    model: typed.ienc ?? '',
    backend: 'onnx',
    manifest: typed.manifest ?? null,
    npuLib: typed['npu-lib'] ?? null,
    threads: whole('threads', typed.threads, cores, 1, 256),
    origins: (typed.origin ?? []).map(readOrigin),
    host: typed.host ?? null,
    port: whole('port', typed.port, DEFAULT_PORT, 0, 65_535),
    name: (typed.name ?? hostname()).slice(0, 100),
    tls: readTls(typed.cert, typed['cert-key']),
    pairing: typed.pairing ?? join(stateFolder(env), 'pairing'),
    newKey: typed['new-key'] ?? false,
    user: typed.user ?? null,
    batch: whole('batch', typed.batch, 16, 1, 256),
    timeout: whole('timeout', typed.timeout, 2, 1, 600) * 1000,
    making: {
      space: typed.space ?? '',
      model: typed.for ?? null,
      dtype: oneOf('input', typed.input, ['f32', 'u8']) ?? (typed.for?.endsWith('.axmodel') ? 'u8' : 'f32'),
      norm: oneOf('norm', typed.norm, NORMS),
      output: typed.output ?? null,
    },
  };
  if (['help', 'version', 'show-pairing'].includes(command)) return options;
  options.backend = readBackend(options.model, typed.backend);
  if (command === 'serve' && options.origins.length === 0) {
    throw new UsageError(
      'Which page may use this box? For example: --origin https://photos.example (what the address bar shows, up to the first slash).',
    );
  }
  if (command === 'write-manifest' && options.making.space === '') {
    throw new UsageError('Which space do the vectors belong to? For example: --space clip-b32');
  }
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readBackend(model: string, asked: string | undefined): BoxBackend {
  if (model === '') throw new UsageError('Which model? For example: --ienc image_encoder.axmodel');
  const backend = oneOf('backend', asked, BOX_BACKENDS) ?? backendOf(model);
  if (backend) return backend;
  throw new UsageError(
    `${model} ends neither in .axmodel nor in .onnx; --backend must say what runs it: ${BOX_BACKENDS.join(', ')}.`,
  );
}

function readTls(cert: string | undefined, key: string | undefined): Listening['tls'] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    throw new UsageError('--cert and --cert-key go together: the certificate and its private key, as PEM.');
  }
  return { cert, key };
}

function readOrigin(typed: string): string {
  const origin = allowedOrigin(typed);
  if (origin === null) {
    throw new UsageError(
      `--origin ${typed}: an origin is like https://photos.example or http://localhost:5173.`,
    );
  }
  return origin;
}

function whole(name: string, typed: string | undefined, otherwise: number, least: number, most: number) {
  if (typed === undefined) return otherwise;
  const value = Number(typed);
  if (Number.isInteger(value) && value >= least && value <= most && typed.trim() !== '') return value;
  throw new UsageError(`--${name} ${typed}: a whole number from ${least} to ${most}.`);
}

function oneOf<T extends string>(name: string, typed: string | undefined, values: readonly T[]): T | null {
  if (typed === undefined) return null;
  const value = values.find((each) => each === typed);
  if (value === undefined) throw new UsageError(`--${name} ${typed}: one of ${values.join(', ')}.`);
  return value;
}

/** Returns the options that the encoder's process receives. */
export function encoderOptions({ model, backend, npuLib, threads }: Options): EncoderOptions {
  return { model, backend, npuLib, threads };
}

/** Returns the service's state directory under systemd, else the user's config folder. */
function stateFolder(env: NodeJS.ProcessEnv): string {
  return env.STATE_DIRECTORY || join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'mitsuke-agent');
}
