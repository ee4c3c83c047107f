/** Control messages, and the schemas that both ends check what arrives against. */

import * as v from 'valibot';

export const VERSION = 1;

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const id = whole(0, 0xffff_ffff);
const count = whole(0, Number.MAX_SAFE_INTEGER);
/** 32 bytes: a nonce, an HMAC, a SHA-256. */
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const BOX_BACKENDS = ['axengine', 'onnx', 'axcl'] as const;
export type BoxBackend = (typeof BOX_BACKENDS)[number];

export const TROUBLES = [
  /** The batch could not be read (e.g. its compression is broken). */
  'bad-frame',
  'too-large',
  /** More work is queued than the box accepts. */
  'too-many',
  'encoder-failed',
  /** The encoder did not answer in time and the watchdog stopped it; the batch may have been at fault. */
  'encoder-hung',
  'cancelled',
  'closing',
] as const;
export type Trouble = (typeof TROUBLES)[number];

const welcome = v.strictObject({
  type: v.literal('welcome'),
  version: v.literal(VERSION),
  /** The box's name, for people. */
  name: text(100),
  /** The agent's version. */
  agent: text(40),
  space: text(200),
  /** Hex SHA-256 of the model file. */
  model: hex,
  /** Length of a vector. */
  dimension: whole(1, 16_384),
  /** Edge of a picture in pixels. */
  size: whole(1, 2_048),
  backend: v.picklist(BOX_BACKENDS),
  limits: v.strictObject({
    /** Most pictures in one frame. */
    batch: whole(1, 0xffff),
    /** Most pictures in flight. */
    credits: whole(1, 1_000_000),
    /** Most bytes of a plain frame. */
    frame: whole(1, 0x7fff_ffff),
  }),
  cores: whole(1, 4_096),
});

const problem = v.strictObject({
  type: v.literal('problem'),
  /** Of the batch; null if the problem is not about one batch. */
  id: v.nullable(id),
  code: v.picklist(TROUBLES),
  /** For engineers. */
  detail: text(500),
});

const load = v.strictObject({
  type: v.literal('load'),
  /** Share of all cores used since the last request, agent and encoder process together: 0..1. */
  cpu: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  cores: whole(1, 4_096),
  /** Bytes that both processes hold. */
  memory: count,
  /** Pictures that wait. */
  queued: count,
  /** Pictures encoded since the agent was started. */
  encoded: count,
});

/** What the box says. */
export const boxMessage = v.variant('type', [
  welcome,
  problem,
  load,
  v.strictObject({ type: v.literal('pong'), n: count }),
]);

/** What the page says. */
export const pageMessage = v.variant('type', [
  v.strictObject({ type: v.literal('cancel'), id }),
  v.strictObject({ type: v.literal('ping'), n: count }),
  v.strictObject({ type: v.literal('load') }),
]);

const versions = v.pipe(v.array(whole(1, 0xffff)), v.minLength(1), v.maxLength(16));

/** The handshake. `hello` keeps its shape in every version, or versions could not be agreed upon. */
export const hello = v.strictObject({ type: v.literal('hello'), versions, nonce: hex, proof: hex });
export const challenge = v.variant('type', [
  v.strictObject({ type: v.literal('challenge'), version: v.literal(VERSION), nonce: hex, proof: hex }),
  v.strictObject({ type: v.literal('unsupported'), versions, proof: hex }),
]);
export const answer = v.strictObject({ type: v.literal('answer'), proof: hex });

export type Welcome = v.InferOutput<typeof welcome>;
export type LoadReport = v.InferOutput<typeof load>;
export type BoxMessage = v.InferOutput<typeof boxMessage>;
export type PageMessage = v.InferOutput<typeof pageMessage>;
export type Hello = v.InferOutput<typeof hello>;
export type Challenge = v.InferOutput<typeof challenge>;
export type Answer = v.InferOutput<typeof answer>;
