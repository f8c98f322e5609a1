const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The picture in the stream `RevitPreview4.0`, behind a header of its own: from its mark to its closing chunk; else null. */
export function cutPreview(bytes: Buffer): Buffer | null {
  const start = bytes.indexOf(PNG);
  if (start < 0) return null;
  for (let at = start + PNG.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return bytes.subarray(start, end);
    at = end;
  }
  return null;
}
