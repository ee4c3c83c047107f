/** Reads a ZIP of uncompressed files by its central directory (APPNOTE.TXT 4.3). */
export function readZip(zip: Buffer): Map<string, { bytes: Buffer; modified: Date }> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, { bytes: Buffer; modified: Date }>();
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const size = zip.readUInt32LE(at + 24);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const modified = dosTime(zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14));
    files.set(name, { bytes: zip.subarray(start, start + size), modified });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function dosTime(time: number, date: number): Date {
  return new Date(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63);
}
