import { deflateSync } from "node:zlib";

export interface MadePage {
  /** A4 upright unless said otherwise, pt. */
  width?: number;
  height?: number;
  /** Drawing operators; the page's own coordinates, pt from the left and the bottom. */
  content: string;
  /** More entries of the page, e.g. `/Rotate 90`. */
  entries?: string;
}

/** Further objects by number from 10 on, each as its body, e.g. `<</Type/OCG/Name(Walls)>>`. */
export interface MadePdf {
  pages: readonly MadePage[];
  objects?: Readonly<Record<number, string | Buffer>>;
  /** Of every page, beside its fonts, e.g. `/Properties<</L1 10 0 R>>`. */
  resources?: string;
  catalog?: string;
  /** Streams are packed, as programs do. */
  packed?: boolean;
}

const FIRST_PAGE = 100;

/** A document of our own, so that a test knows every line of it. Fonts: `F1` Helvetica, `F2` Helvetica-Bold. */
export function makePdf({
  pages,
  objects = {},
  resources = "",
  catalog = "",
  packed = false,
}: MadePdf): Buffer {
  const bodies = new Map<number, Buffer>();
  const add = (number: number, body: string | Buffer) => bodies.set(number, Buffer.from(body));
  const kids = pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`);
  add(1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`);
  add(2, `<</Type/Pages/Kids[${kids.join(" ")}]/Count ${pages.length}>>`);
  for (const [number, font] of [
    [3, "Helvetica"],
    [4, "Helvetica-Bold"],
  ] as const)
    add(number, `<</Type/Font/Subtype/Type1/BaseFont/${font}/Encoding/WinAnsiEncoding>>`);
  for (const [number, body] of Object.entries(objects)) add(Number(number), body);
  for (const [i, { width = 595, height = 842, content, entries = "" }] of pages.entries()) {
    const at = FIRST_PAGE + 2 * i;
    add(
      at,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents ${at + 1} 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>${resources}>>${entries}>>`,
    );
    const raw = Buffer.from(content, "latin1");
    add(at + 1, streamOf(packed ? deflateSync(raw) : raw, packed ? "/Filter/FlateDecode" : ""));
  }
  return written(bodies);
}

/** A stream's body, for `objects`. */
export const streamOf = (bytes: Buffer, entries = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<</Length ${bytes.length}${entries}>>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);

function written(bodies: Map<number, Buffer>): Buffer {
  const chunks = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  let length = chunks[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  for (const [number, body] of [...bodies].sort(([a], [b]) => a - b)) {
    const chunk = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
    offsets.set(number, length);
    length += chunk.length;
    chunks.push(chunk);
  }
  const size = Math.max(...bodies.keys()) + 1;
  const entries = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  chunks.push(
    Buffer.from(
      `xref\n0 ${size}\n${entries.join("")}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

const escaped = (text: string) => text.replace(/[\\()]/g, "\\$&");

/** Text at a place; `size` in pt. Letters of Latin-1 only. */
export const text = (x: number, y: number, words: string, { size = 9, font = "F1" } = {}): string =>
  `BT /${font} ${size} Tf ${x} ${y} Td (${escaped(words)}) Tj ET\n`;

/** Text that ends at `x`, as numbers are set: Helvetica's figures are 0.556 of the size wide, its marks 0.278. */
export function textTo(x: number, y: number, figures: string, { size = 9, font = "F1" } = {}): string {
  const width = [...figures].reduce((sum, letter) => sum + (/\d/.test(letter) ? 0.556 : 0.278), 0) * size;
  return text(x - width, y, figures, { size, font });
}

export const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `${x1} ${y1} m ${x2} ${y2} l S\n`;
