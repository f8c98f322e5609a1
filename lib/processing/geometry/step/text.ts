/**
 * Decodes the inside of a STEP string (ISO 10303-21, bytes held as latin1 code units): `''`, `\\`, `\X\HH`,
 * `\X2\…\X0\`, `\X4\…\X0\`, `\S\c` with the code page of `\PA\`, and the raw UTF-8 or Windows-1252 bytes that
 * exporters write although the standard forbids them.
 */
export function decodeStepText(raw: string): string {
  const text = NEEDS_DECODING.test(raw) ? decodeEscapes(raw.replaceAll("''", "'")) : raw;
  return text;
}

const NEEDS_DECODING = /[\\'\u0080-\u00ff]/;
const ESCAPE =
  /\\X2\\((?:[0-9A-Fa-f]{4})*)\\X0\\|\\X4\\((?:[0-9A-Fa-f]{8})*)\\X0\\|\\X\\([0-9A-Fa-f]{2})|\\S\\([\s\S])|\\P([A-I])\\|\\\\/g;
const UTF8 = new TextDecoder("utf-8", { fatal: true });
const WINDOWS_1252 = new TextDecoder("windows-1252");

function decodeEscapes(raw: string): string {
  let page = 1;
  let out = "";
  let end = 0;
  for (const match of raw.matchAll(ESCAPE)) {
    out += decodeBytes(raw.slice(end, match.index));
    end = match.index + match[0].length;
    const [, utf16, utf32, byte, high, nextPage] = match;
    if (utf16 !== undefined) out += fromHex(utf16, 4);
    else if (utf32 !== undefined) out += fromHex(utf32, 8);
    else if (byte !== undefined) out += String.fromCharCode(Number.parseInt(byte, 16));
    else if (high !== undefined) out += fromPage(high.charCodeAt(0) | 0x80, page);
    else if (nextPage !== undefined) page = nextPage.charCodeAt(0) - 64;
    else out += "\\";
  }
  return out + decodeBytes(raw.slice(end));
}

function fromHex(hex: string, width: 4 | 8): string {
  let out = "";
  for (let at = 0; at < hex.length; at += width) {
    const code = Number.parseInt(hex.slice(at, at + width), 16);
    out += width === 4 ? String.fromCharCode(code) : code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
  return out;
}

function fromPage(byte: number, page: number): string {
  return new TextDecoder(`iso-8859-${page}`).decode(Uint8Array.of(byte));
}

function decodeBytes(latin1: string): string {
  if (!/[\u0080-\u00ff]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  try {
    return UTF8.decode(bytes);
  } catch {
    // Not UTF-8, so the exporter wrote the Windows code page.
    return WINDOWS_1252.decode(bytes);
  }
}
