import { describe, expect, test } from 'vitest';
import { motionIn } from '#workers/decode/motion';

const text = (value: string) => Uint8Array.from(value, (char) => char.charCodeAt(0));
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function box(name: string, content: string): Uint8Array {
  const bytes = text(`\0\0\0\0${name}${content}`);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  return bytes;
}

const CLIP = join(box('ftyp', 'mp42\0\0\0\0isom'), box('moov', 'index'), box('mdat', 'pictures'));
const PICTURE = text('\xff\xd8\xff\xe1 picture, with an M and an ftyp in it \xff\xd9');

describe('the clip of a motion photo', () => {
  test('is as far from the end as MicroVideo says', () => {
    const xml = `<rdf:Description GCamera:MicroVideo="1" GCamera:MicroVideoOffset="${CLIP.length}"/>`;
    expect(motionIn(join(PICTURE, CLIP), [xml])).toEqual({ offset: PICTURE.length, bytes: CLIP.length });
  });

  test('is followed by whatever the container lists behind it', () => {
    const item = (semantic: string, length: number, padding = 0) =>
      `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="x" Item:Semantic="${semantic}" Item:Length="${length}" Item:Padding="${padding}"/></rdf:li>`;
    const xml = `<Container:Directory><rdf:Seq>${item('Primary', 0)}${item('MotionPhoto', CLIP.length)}${item('Other', 4, 2)}</rdf:Seq></Container:Directory>`;
    const file = join(PICTURE, CLIP, text('\0more\0'));
    expect(motionIn(file, [xml])).toEqual({ offset: PICTURE.length, bytes: CLIP.length });
  });

  test('stands behind Samsung’s marker, not behind its name in the trailer', () => {
    const marker = text('MotionPhoto_Data');
    const file = join(PICTURE, marker, CLIP, text('SEFH\x6a'), marker, text('SEFT'));
    expect(motionIn(file, [])).toEqual({ offset: PICTURE.length + marker.length, bytes: CLIP.length });
  });

  test('is in the box of a HEIC that is named for it', () => {
    const [picture, behind] = [
      join(box('ftyp', 'heic\0\0\0\0mif1'), box('mdat', 'picture')),
      box('sefd', 'more'),
    ];
    const file = join(picture, box('mpvd', String.fromCharCode(...CLIP)), behind);
    expect(motionIn(file, [])).toEqual({ offset: picture.length + 8, bytes: CLIP.length });
    expect(motionIn(join(picture, behind), [])).toBeUndefined();
  });

  test('is none where the file does not have it', () => {
    const says = (bytes: number) => [`<rdf:Description GCamera:MicroVideoOffset="${bytes}"/>`];
    expect(motionIn(join(PICTURE, CLIP), [])).toBeUndefined();
    expect(motionIn(PICTURE, says(CLIP.length))).toBeUndefined();
    expect(motionIn(join(PICTURE, CLIP), says(CLIP.length + 3))).toBeUndefined();
    expect(motionIn(join(PICTURE, CLIP), says(1e9))).toBeUndefined();
    expect(motionIn(new Uint8Array(), says(0))).toBeUndefined();
  });

  test('is cut where the file is', () => {
    const xml = `<rdf:Description GCamera:MicroVideoOffset="${CLIP.length - 3}"/>`;
    const whole = join(box('ftyp', 'mp42\0\0\0\0isom'), box('moov', 'index'));
    expect(motionIn(join(PICTURE, CLIP.subarray(0, -3)), [xml])?.bytes).toBe(whole.length);
  });
});
