/**
 * For each gram the slots of the texts that have it, in ascending order. Lists are chains of chunks in one array,
 * each twice as large as the one before, so that they grow side by side without being moved. A slot is the
 * distance from the one before in bytes of 7 bits; a distance is never 0, so a 0 says that the chunk ends.
 */

import { grown } from './growing';

/** Bytes of the first chunk, with the 4 of the address of the next. */
const FIRST_CHUNK = 8;
const ADDRESS = 4;
const LARGEST_CHUNK = 1024;

export class Postings {
  /** Of the list, how many slots it has; the first and the last; the address of its chunks, and of its next byte. */
  private counts = new Uint32Array(0);
  private firsts = new Uint32Array(0);
  private lasts = new Uint32Array(0);
  private heads = new Uint32Array(0);
  private tails = new Uint32Array(0);
  /** Bytes left in the last chunk, and that chunk's size. */
  private rooms = new Uint16Array(0);
  private sizes = new Uint16Array(0);
  private chunks = new Uint8Array(0);
  private used = 0;

  get bytes(): number {
    return this.counts.byteLength * 5 + this.rooms.byteLength * 2 + this.chunks.byteLength;
  }

  /** Makes room for lists up to this number. */
  reserve(lists: number): void {
    if (lists <= this.counts.length) return;
    this.counts = grown(this.counts, lists);
    this.firsts = grown(this.firsts, lists);
    this.lasts = grown(this.lasts, lists);
    this.heads = grown(this.heads, lists);
    this.tails = grown(this.tails, lists);
    this.rooms = grown(this.rooms, lists);
    this.sizes = grown(this.sizes, lists);
  }

  count(list: number): number {
    return this.counts[list] as number;
  }

  /** @param slot at least as large as the last one of the list; the same one is not added twice */
  append(list: number, slot: number): void {
    const count = this.counts[list] as number;
    // Most grams are in one text alone: their lists have no chunk.
    if (count === 0) this.firsts[list] = slot;
    else {
      const distance = slot - (this.lasts[list] as number);
      if (distance === 0) return;
      this.write(list, distance);
    }
    this.counts[list] = count + 1;
    this.lasts[list] = slot;
  }

  /** Writes the list into `slots`, which must have room for `count(list)`; returns how many. */
  read(list: number, slots: Uint32Array): number {
    const count = this.counts[list] as number;
    if (count === 0) return 0;
    const { chunks } = this;
    let slot = this.firsts[list] as number;
    slots[0] = slot;
    let chunk = this.heads[list] as number;
    let size = FIRST_CHUNK;
    let at = chunk + ADDRESS;
    for (let i = 1; i < count; ) {
      if (at === chunk + size || chunks[at] === 0) {
        chunk = this.addressIn(chunk);
        size = Math.min(size * 2, LARGEST_CHUNK);
        at = chunk + ADDRESS;
        continue;
      }
      let byte = chunks[at++] as number;
      let distance = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = chunks[at++] as number;
        distance |= (byte & 0x7f) << shift;
      }
      slot += distance;
      slots[i++] = slot;
    }
    return count;
  }

  private write(list: number, distance: number): void {
    const length = distance < 0x80 ? 1 : distance < 0x4000 ? 2 : distance < 0x200000 ? 3 : 4;
    if ((this.rooms[list] as number) < length) this.addChunk(list);
    let at = this.tails[list] as number;
    let rest = distance;
    for (; rest >= 0x80; rest >>>= 7) this.chunks[at++] = (rest & 0x7f) | 0x80;
    this.chunks[at++] = rest;
    this.tails[list] = at;
    (this.rooms[list] as number) -= length;
  }

  private addChunk(list: number): void {
    const before = this.sizes[list] as number;
    const size = before === 0 ? FIRST_CHUNK : Math.min(before * 2, LARGEST_CHUNK);
    const chunk = this.used;
    this.used += size;
    this.chunks = grown(this.chunks, this.used);
    if (before === 0) this.heads[list] = chunk;
    // The address of the next chunk is at the start of the one that is full, which ends `room` bytes further.
    else this.setAddressIn((this.tails[list] as number) + (this.rooms[list] as number) - before, chunk);
    this.tails[list] = chunk + ADDRESS;
    this.rooms[list] = size - ADDRESS;
    this.sizes[list] = size;
  }

  private addressIn(chunk: number): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.chunks.subarray(chunk, chunk + ADDRESS);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  private setAddressIn(chunk: number, address: number): void {
    for (let i = 0; i < ADDRESS; i++) this.chunks[chunk + i] = address >>> (8 * i);
  }
}
