import sharp from "sharp";

/** Width times height; Revit's previews are 256 px wide. */
const MAX_PIXELS = 4_000_000;
const BOX = 512;

/**
 * A preview decoded and written anew as a PNG that holds pixels and nothing else. Null for one that cannot be decoded: a file
 * without a picture is no worse for it.
 */
export async function encodePreview(png: Uint8Array): Promise<Buffer | null> {
  try {
    return await sharp(png, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .toColourspace("srgb")
      .resize({ width: BOX, height: BOX, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch {
    return null;
  }
}
