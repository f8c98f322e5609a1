import sharp from "sharp";
import { Invalid, UnsupportedMediaType } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Of the picture as it is uploaded. */
export const MAX_LOGO_BYTES = 2 * 2 ** 20;
/** Width times height; a picture of one colour is small as a file and huge in memory. */
const MAX_PIXELS = 16_000_000;
/** What it is made to fit into: twice what the sidebar, mails and invoices show. */
const BOX = { width: 600, height: 240 };
const SMALLEST = 16;

const FORMATS: Record<string, string> = { png: "PNG", jpeg: "JPEG", webp: "WebP" };

/**
 * An uploaded logo decoded and written anew as a PNG that holds pixels and nothing else: no metadata, no second picture,
 * nothing that was hidden in the file. Its dimensions are read and judged before it is decoded.
 * Throws `UnsupportedMediaType` (`logo_type`) and `Invalid` (`logo_too_large`, `logo_too_small`, `logo_unreadable`).
 */
export async function encodeLogo(upload: Buffer): Promise<Buffer> {
  if (upload.length > MAX_LOGO_BYTES) throw tooLarge();
  const kind = kindOf(upload);
  if (kind === "svg") throw new UnsupportedMediaType(problemText("branding.svgCarryScripts"), "logo_type");
  if (kind === null) throw new UnsupportedMediaType(problemText("branding.uploadLogoPng"), "logo_type");
  try {
    const { width, height } = await sharp(upload, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) throw tooLarge();
    if (width < SMALLEST || height < SMALLEST)
      throw new Invalid(
        "logo_too_small",
        problemText("branding.picturePixelsUpload", { width, height, smallest: SMALLEST }),
      );
    return await sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .autoOrient()
      .toColourspace("srgb")
      .resize({ ...BOX, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch (error) {
    if (error instanceof Invalid) throw error;
    throw new Invalid(
      "logo_unreadable",
      problemText("branding.fileCalledBut", { kind: FORMATS[kind] ?? kind }),
    );
  }
}

function tooLarge(): Invalid {
  return new Invalid("logo_too_large", problemText("branding.logoMay2"));
}

/** By the first bytes, whatever the file is called. */
function kindOf(bytes: Buffer): "png" | "jpeg" | "webp" | "svg" | null {
  if (bytes.subarray(0, 8).equals(PNG)) return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return "webp";
  return /<svg[\s>]/i.test(bytes.toString("utf8", 0, 4096)) ? "svg" : null;
}
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
