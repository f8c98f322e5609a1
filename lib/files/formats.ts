import path from "node:path";
import { FILE_FORMATS, type FileFormat } from "#db/schema/files.ts";
import { Invalid, UnsupportedMediaType } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { selectable } from "#lib/i18n/selectable.ts";

/** Why the processing of a file ended at once: its format is taken in and kept, but not measured. */
export const ONLY_STORED = "format_not_supported_yet";

/** Bytes from the start of a file that `sniffFormat` needs. */
export const SNIFF_BYTES = 1024;

const NAMES: Record<FileFormat, string> = { ifc: "IFC", dwg: "DWG", dxf: "DXF", rvt: "Revit", pdf: "PDF" };

/**
 * A file name as it may be stored and shown: the last path segment, without control characters.
 * Throws `Invalid` when nothing is left or it is longer than 255 bytes.
 */
export function cleanFilename(raw: string): string {
  const name = (raw.split(/[\\/]/).at(-1) ?? "")
    .replace(/\p{Cc}/gu, "")
    .normalize("NFC")
    .trim();
  if (!name || name === "." || name === "..")
    throw new Invalid("filename_invalid", problemText("files.fileUsableRename"));
  if (Buffer.byteLength(name) > 255)
    throw new Invalid("filename_invalid", problemText("files.fileLongerThan"));
  return name;
}

/** The format that the extension claims. Throws `UnsupportedMediaType` for one that the tenant does not allow. */
export function formatOf(filename: string, allowed: string[]): FileFormat {
  const extension = path.extname(filename).slice(1).toLowerCase();
  const format = FILE_FORMATS.find((f) => f === extension);
  if (!format || !allowed.includes(format)) {
    const list = FILE_FORMATS.filter((f) => allowed.includes(f))
      .map((f) => `.${f}`)
      .join(", ");
    throw new UnsupportedMediaType(
      problemText("files.typeNotAllowed", { extension: selectable(extension) || "none", list }),
      "file_type_not_allowed",
    );
  }
  return format;
}

/** Throws `Invalid` when the first bytes of a file are not of the format that its name claims. */
export function checkContent(head: Uint8Array, format: FileFormat): void {
  const actual = sniffFormat(head);
  if (actual === format) return;
  const found =
    actual === "zip"
      ? problemText("files.isZip", { format })
      : actual
        ? problemText("files.isOther", { format, name: NAMES[actual], actual })
        : problemText("files.isNone", { format, name: NAMES[format] });
  throw new Invalid("content_mismatch", found);
}

/** The format that the content shows, whatever the name says; null when it is none that is known. */
export function sniffFormat(head: Uint8Array): FileFormat | "zip" | null {
  const text = Buffer.from(head.subarray(0, SNIFF_BYTES)).toString("latin1");
  if (/^(\xef\xbb\xbf)?\s*(\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*ISO-10303-21\s*;/.test(text)) return "ifc";
  if (/^AC10\d\d/.test(text)) return "dwg";
  if (
    text.startsWith("AutoCAD Binary DXF\r\n\x1a\0") ||
    /^(\xef\xbb\xbf)?\s*(999\r?\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION/.test(text)
  )
    return "dxf";
  if (text.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return "rvt";
  if (text.includes("%PDF-")) return "pdf";
  if (text.startsWith("PK\x03\x04")) return "zip";
  return null;
}
