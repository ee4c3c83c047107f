import { expect, test } from 'vitest';
import { isVideoType, videoTypeOf } from '#core/video-type';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const iso = (brand: string) => bytes(`\0\0\0\x14ftyp${brand}\0\0\0\0isom`);

test.each([
  ['video/mp4', iso('isom')],
  ['video/mp4', iso('mp42')],
  ['video/mp4', iso('avc1')],
  ['video/x-m4v', iso('M4V ')],
  ['video/quicktime', iso('qt  ')],
  ['video/3gpp', iso('3gp5')],
  ['video/3gpp2', iso('3g2a')],
  ['video/quicktime', bytes('\0\0\0\x08wide\0\x12\x34\x56mdat')],
  ['video/quicktime', bytes('\0\x01\0\0moov\0\0\0\x6cmvhd')],
  ['video/webm', bytes('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm')],
  ['video/x-matroska', bytes('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x23\x42\x82\x88matroska')],
  ['video/x-msvideo', bytes('RIFF\x10\0\0\0AVI LIST')],
])('%s is told by its first bytes', (type, head) => {
  expect(videoTypeOf(head)).toBe(type);
  expect(isVideoType(type)).toBe(true);
});

test.each([
  ['a JPEG', bytes('\xff\xd8\xff\xe0')],
  ['a WebP', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
  ['HEIC', iso('heic')],
  ['a sequence of HEIF', iso('msf1')],
  ['AVIF', iso('avif')],
  ['animated AVIF', iso('avis')],
  ['Canon RAW', iso('crx ')],
  ['an empty file', new Uint8Array()],
  ['text', bytes('movie of the sea')],
])('%s is no video', (_, head) => {
  expect(videoTypeOf(head)).toBe('');
});
