import path from "node:path";
import { FILE_FORMATS, type FileFormat } from "#db/schema/files.ts";
import { Invalid, UnsupportedMediaType } from "#lib/errors.ts";
import { extensionsOf } from "#lib/files/format-kinds.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { selectable } from "#lib/i18n/selectable.ts";

/** Bytes from the start of a file that `sniffFormat` needs. */
export const SNIFF_BYTES = 1024;

const NAMES: Record<FileFormat, string> = {
  ifc: "IFC",
  ifczip: "IFCZIP",
  dwg: "DWG",
  dxf: "DXF",
  rvt: "Revit",
  pdf: "PDF",
  xlsx: "XLSX",
  csv: "CSV",
};

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
  if (extension === "ifcxml") throw new UnsupportedMediaType(problemText("files.ifcxml"), "ifcxml_not_read");
  const format = FILE_FORMATS.find((f) => extensionsOf(f).includes(extension));
  if (!format || !allowed.includes(format)) {
    const list = FILE_FORMATS.filter((f) => allowed.includes(f))
      .flatMap(extensionsOf)
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
  if (actual === format || (actual === "zip" && (format === "ifczip" || format === "xlsx"))) return;
  if (actual === "ifcxml") throw new Invalid("ifcxml_not_read", problemText("files.ifcxml"));
  // No mark tells a table from other text; what it holds is looked at when it is read.
  if (format === "csv" && actual === null && isText(head)) return;
  // Workbooks of before 2007, and those behind a password, are in the container that Revit has as well.
  if (format === "xlsx" && actual === "rvt")
    throw new Invalid("content_mismatch", problemText("files.isOldWorkbook"));
  const found =
    actual === "zip"
      ? problemText("files.isZip", { format })
      : actual
        ? problemText("files.isOther", { format, name: NAMES[actual], actual })
        : problemText("files.isNone", { format, name: NAMES[format] });
  throw new Invalid("content_mismatch", found);
}

/** Text of one byte a letter, or of two with its mark. */
function isText(head: Uint8Array): boolean {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isWide || !head.subarray(0, SNIFF_BYTES).includes(0);
}

/** The format that the content shows, whatever the name says; null when it is none that is known. */
export function sniffFormat(head: Uint8Array): FileFormat | "zip" | "ifcxml" | null {
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
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|(\w{1,20}:)?(ifcXML|iso_10303_28|uos)\b)/i.test(text))
    return IFCXML.test(text) ? "ifcxml" : null;
  return text.startsWith("PK\x03\x04") ? sniffArchive(text) : null;
}

const IFCXML = /ifcxml|iso_10303_28|<(\w{1,20}:)?uos\b/i;

/** By the name of the archive's first file: what comes after it is not seen here. */
function sniffArchive(text: string): "ifczip" | "xlsx" | "ifcxml" | "zip" {
  const length = text.charCodeAt(26) + 256 * text.charCodeAt(27);
  const first = text.slice(30, 30 + length).toLowerCase();
  if (first.endsWith(".ifc")) return "ifczip";
  if (first.endsWith(".ifcxml")) return "ifcxml";
  return first === "[content_types].xml" || /^(_rels|docprops|xl)\//.test(first) ? "xlsx" : "zip";
}
