/**
 * HEIC and other HEIF through libheif and libde265, a WebAssembly module of its own (LGPL). The primary image is
 * shown, upright, put together from its tiles.
 */

import factory, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import module from 'libheif-js/libheif-wasm/libheif.wasm?verified';
import { Problem } from '#core/errors';
import { fetchVerified } from '#net/verified-file';
import { coloursOf } from '../icc';
import type { Size } from '../size-hint';
import type { Pixels, Wanted } from './decoder';
import { P3_PRIMARIES, toSrgb, widePicture } from './display-p3';
import { bitmapOf } from './profiled';

export const script = import.meta.url;

/** Numbers of libheif's C interface (heif_colorspace, heif_chroma, heif_channel, heif_error). */
const RGB = 1;
const INTERLEAVED_RGBA = 11;
const INTERLEAVED = 10;
const OK = 0;
const UNSUPPORTED_FILETYPE = 3;
const UNSUPPORTED_FEATURE = 4;
/** A profile by numbers (four letters). */
const NCLX = 0x6e636c78;
/** Brands of sequences, and that of a still (ISO/IEC 23008-12, annex B). */
const SEQUENCE = /^(msf1|hev[cxms])$/;
const STILL = [...'heic'].map((char) => char.charCodeAt(0));
/** Bytes of the box of brands that are looked at. */
const MOST_BRANDS = 256;

/** Bytes of `heif_error`: code, subcode, address of its message. */
const ERROR_BYTES = 12;

/** A module whose memory has grown beyond this is let go of: WebAssembly's memory never shrinks. */
const MOST_KEPT = 256 * 2 ** 20;

let loaded: Promise<MainModule> | null = null;

async function load(): Promise<MainModule> {
  return factory({ wasmBinary: await fetchVerified(module) });
}

/** @throws Problem `unsupported` for codings that libheif was built without; Error if the file is damaged */
export async function decode({ bytes, least }: Wanted): Promise<Pixels> {
  loaded ??= load();
  const lib = await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  try {
    return await new Reader(lib, withoutFilm(bytes)).read(least);
  } finally {
    if (lib.HEAPU8.length > MOST_KEPT) loaded = null;
  }
}

/** Leaves out the clip that a motion photo has behind it: libheif takes its header for a part of this file. */
function withoutFilm(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length; ) {
    if (at > 0 && view.getUint32(at + 4) === FTYP) return bytes.subarray(0, at);
    const size = view.getUint32(at);
    if (size < 8) break;
    at += size;
  }
  return bytes;
}

/** "ftyp", with which a file begins. */
const FTYP = 0x66747970;

/** One file in libheif's memory. */
class Reader {
  private readonly freed: (() => void)[] = [];
  /** Where libheif writes its errors and results. */
  private readonly scratch: number;

  constructor(
    private readonly lib: MainModule,
    private readonly bytes: Uint8Array,
  ) {
    this.scratch = this.allocate(ERROR_BYTES + 8);
  }

  /** @param least shortest edge of a thumbnail that will do, in pixels */
  async read(least: number): Promise<Pixels> {
    const { lib } = this;
    try {
      const context = this.owned(lib._heif_context_alloc(), lib._heif_context_free);
      const file = this.allocate(this.bytes.length);
      lib.HEAPU8.set(this.bytes, file);
      this.asStill(file);
      this.try((error) =>
        lib._heif_context_read_from_memory_without_copy(error, context, file, this.bytes.length, 0),
      );
      const primary = this.handle((error, result) =>
        lib._heif_context_get_primary_image_handle(error, context, result),
      );
      const whole = this.sizeOf(primary);
      const shown = this.thumbnail(primary, whole, least) ?? primary;
      return { picture: await this.picture(shown), whole };
    } finally {
      for (const free of this.freed.reverse()) free();
    }
  }

  /**
   * Renames the brands of a sequence (bursts, moving pictures) to those of a still: libheif would look for a film alone,
   * but the file holds its still too.
   */
  private asStill(file: number): void {
    const heap: Uint8Array = this.lib.HEAPU8;
    const length = new DataView(heap.buffer).getUint32(file);
    for (let at = file + 8; at + 4 <= file + Math.min(length, MOST_BRANDS); at += 4) {
      const brand = String.fromCharCode(...heap.subarray(at, at + 4));
      if (SEQUENCE.test(brand)) heap.set(STILL, at);
    }
  }

  /** Returns an embedded thumbnail that is large enough and of the picture's own shape; cameras make some of HD size. */
  private thumbnail(primary: number, whole: Size, least: number): number | null {
    const { lib } = this;
    const count = lib._heif_image_handle_get_number_of_thumbnails(primary);
    const ids = this.allocate(4 * count);
    lib._heif_image_handle_get_list_of_thumbnail_IDs(primary, ids, count);
    const large = Array.from({ length: count }, (_, i) => {
      const id = this.number(ids + 4 * i);
      return this.handle((error, result) => lib._heif_image_handle_get_thumbnail(error, primary, id, result));
    }).filter((handle) => {
      const { width, height } = this.sizeOf(handle);
      const squashed = Math.abs((width * whole.height) / (height * whole.width) - 1);
      return Math.min(width, height) >= least && squashed < SAME_SHAPE;
    });
    return large[0] ?? null;
  }

  private async picture(handle: number): Promise<ImageBitmap> {
    const { lib, scratch } = this;
    const image = this.owned(
      this.result((error, result) => lib._heif_decode_image(error, handle, result, RGB, INTERLEAVED_RGBA, 0)),
      lib._heif_image_release,
    );
    const width = lib._heif_image_get_width(image, INTERLEAVED);
    const height = lib._heif_image_get_height(image, INTERLEAVED);
    const plane = lib._heif_image_get_plane_readonly(image, INTERLEAVED, scratch);
    const stride = this.number(scratch);
    const profile = this.profile(handle);
    // As of iPhones. Canvases know no other wide space.
    const isWide = profile ? coloursOf(profile) === 'display-p3' : this.hasWidePrimaries(handle);
    const wide = isWide ? widePicture(width, height) : null;
    const data = wide ?? new ImageData(width, height);
    const heap: Uint8Array = lib.HEAPU8;
    for (let y = 0; y < height; y++) {
      data.data.set(heap.subarray(plane + y * stride, plane + y * stride + 4 * width), 4 * width * y);
    }
    if (isWide && !wide) toSrgb(data.data);
    return bitmapOf(data, isWide ? undefined : profile);
  }

  /** Returns its ICC profile; undefined if it has none. */
  private profile(handle: number): Uint8Array | undefined {
    const { lib } = this;
    if (lib._heif_image_handle_get_color_profile_type(handle) === NCLX) return undefined;
    const bytes = lib._heif_image_handle_get_raw_color_profile_size(handle);
    if (bytes === 0) return undefined;
    const at = this.allocate(bytes);
    this.try((error) => lib._heif_image_handle_get_raw_color_profile(error, handle, at));
    return lib.HEAPU8.slice(at, at + bytes);
  }

  private hasWidePrimaries(handle: number): boolean {
    const { lib } = this;
    if (lib._heif_image_handle_get_color_profile_type(handle) !== NCLX) return false;
    const numbers = this.owned(
      this.result((error, result) => lib._heif_image_handle_get_nclx_color_profile(error, handle, result)),
      lib._heif_nclx_color_profile_free,
    );
    // A byte of version, padded to four, is in front of them.
    return this.number(numbers + 4) === P3_PRIMARIES;
  }

  private sizeOf(handle: number): Size {
    return {
      width: this.lib._heif_image_handle_get_width(handle),
      height: this.lib._heif_image_handle_get_height(handle),
    };
  }

  private handle(call: (error: number, result: number) => void): number {
    return this.owned(this.result(call), this.lib._heif_image_handle_release);
  }

  private result(call: (error: number, result: number) => void): number {
    const at = this.scratch + ERROR_BYTES;
    this.try((error) => call(error, at));
    return this.number(at);
  }

  private try(call: (error: number) => void): void {
    call(this.scratch);
    const code = this.number(this.scratch);
    if (code === OK) return;
    const message = this.text(this.number(this.scratch + 8));
    if (code === UNSUPPORTED_FILETYPE || code === UNSUPPORTED_FEATURE)
      throw new Problem('unsupported', message);
    throw new Error(message);
  }

  private number(at: number): number {
    return new DataView(this.lib.HEAPU8.buffer).getUint32(at, true);
  }

  private text(at: number): string {
    const heap: Uint8Array = this.lib.HEAPU8;
    return new TextDecoder().decode(heap.slice(at, heap.indexOf(0, at)));
  }

  private allocate(bytes: number): number {
    return this.owned(this.lib._malloc(bytes), this.lib._free);
  }

  private owned(address: number, free: (address: number) => void): number {
    this.freed.push(() => free(address));
    return address;
  }
}

/** Difference of shape that rounding explains. */
const SAME_SHAPE = 0.02;
