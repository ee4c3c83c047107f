/** Metadata as the decoder reads it from a picture of these parts. */

import type { Sidecars } from '#core/sidecars';
import { type Metadata, readMetadata } from '#workers/decode/metadata';
import { type Jpeg, jpeg } from '../../../fixtures/jpeg';
import { png } from '../../../fixtures/png';

export function metadataOf(parts: Partial<Jpeg>, sidecars: Sidecars<string> = {}): Promise<Metadata> {
  return read(jpeg({ width: 8, height: 8, color: 'grey', at: () => [90], ...parts }), sidecars);
}

export function metadataOfPng(texts: Record<string, string>): Promise<Metadata> {
  return read(png({ width: 8, height: 8, at: () => [90], texts }));
}

function read(bytes: Buffer, sidecars?: Sidecars<string>): Promise<Metadata> {
  return readMetadata(new Uint8Array(bytes).buffer, sidecars);
}
