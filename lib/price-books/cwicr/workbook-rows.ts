import { promisify } from "node:util";
import { type Entry, open, type ZipFile } from "yauzl";
import type { FileRow } from "./read-rows.ts";
import { UnreadableFile } from "./types.ts";

/** What the parts of a workbook may unpack to, together: a sheet of a million rows of 85 cells is some 5 GB of XML. */
const MOST_UNPACKED_BYTES = 12 * 2 ** 30;
/** Of the texts that cells share, and of one row. */
const MOST_SHARED_CHARACTERS = 200 * 2 ** 20;
const MOST_PIECE_CHARACTERS = 4 * 2 ** 20;
const MOST_COLUMNS = 300;

const openZip = promisify<string, { lazyEntries: boolean; autoClose: boolean }, ZipFile>(
  (path, options, done) => open(path, options, (error, zip) => done(error, zip)),
);

/**
 * The rows of a workbook's first sheet, unpacked and read as a stream: only the texts that cells share are held. Cells are
 * the text that is stored, numbers included. Throws `UnreadableFile` (`workbook`, `too_large`).
 */
export async function* workbookRows(path: string): AsyncGenerator<FileRow> {
  const zip = await openZip(path, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new UnreadableFile("workbook");
  });
  try {
    const parts = await partsOf(zip);
    const text = textReader(zip, parts);
    const sheet = await firstSheet(text, [...parts.keys()]);
    const shared = parts.has(SHARED) ? await sharedTexts(text(SHARED)) : [];
    yield* sheetRows(text(sheet), shared);
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile("workbook");
  } finally {
    zip.close();
  }
}

const SHARED = "xl/sharedStrings.xml";
type TextReader = (name: string) => AsyncGenerator<string>;

function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, Entry>();
    zip.on("error", reject);
    zip.on("end", () => resolve(parts));
    zip.on("entry", (entry: Entry) => {
      if (parts.size > 10_000) return reject(new UnreadableFile("workbook"));
      parts.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Counts the bytes of all parts as they come: what an archive says of itself may be a lie. */
function textReader(zip: ZipFile, parts: ReadonlyMap<string, Entry>): TextReader {
  let left = MOST_UNPACKED_BYTES;
  const openPart = promisify<Entry, NodeJS.ReadableStream>((entry, done) =>
    zip.openReadStream(entry, (error, stream) => done(error, stream)),
  );
  return async function* (name) {
    const entry = parts.get(name);
    if (!entry) throw new UnreadableFile("workbook");
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const chunk of await openPart(entry)) {
      const bytes = Buffer.from(chunk);
      left -= bytes.length;
      if (left < 0) throw new UnreadableFile("too_large");
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  };
}

/** By the workbook's own order; where it has none, by name. */
async function firstSheet(text: TextReader, names: readonly string[]): Promise<string> {
  const id = /<(?:\w+:)?sheet\b[^>]*\br:id="([^"]+)"/.exec(await whole(text("xl/workbook.xml")))?.[1];
  const relations = names.includes(RELATIONS) ? await whole(text(RELATIONS)) : "";
  const relation = [...relations.matchAll(/<Relationship\b[^>]*>/g)].find(
    ([tag]) => attribute(tag, "Id") === id,
  );
  const target = relation ? attribute(relation[0], "Target") : undefined;
  const name = target && (target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  if (name && names.includes(name)) return name;
  const sheets = names.filter((part) => /^xl\/worksheets\/[^/]+\.xml$/.test(part)).sort();
  if (sheets[0] === undefined) throw new UnreadableFile("workbook");
  return sheets[0];
}

const RELATIONS = "xl/_rels/workbook.xml.rels";

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > MOST_PIECE_CHARACTERS) throw new UnreadableFile("workbook");
  }
  return text;
}

async function sharedTexts(chunks: AsyncIterable<string>): Promise<string[]> {
  const texts: string[] = [];
  let held = 0;
  for await (const piece of pieces(chunks, "si")) {
    const text = textsIn(piece);
    held += text.length;
    if (held > MOST_SHARED_CHARACTERS) throw new UnreadableFile("too_large");
    texts.push(text);
  }
  return texts;
}

async function* sheetRows(chunks: AsyncIterable<string>, shared: readonly string[]): AsyncGenerator<FileRow> {
  let row = 0;
  for await (const piece of pieces(chunks, "row")) {
    row = Number(/^<row\b[^>]*?\sr="(\d+)"/.exec(piece)?.[1] ?? row + 1);
    const cells: string[] = [];
    let next = 0;
    for (const [, attributes = "", content = ""] of piece.matchAll(CELL)) {
      const letters = /(?:^|\s)r="([A-Z]{1,3})\d+"/.exec(attributes)?.[1];
      const column = letters === undefined ? next : columnOf(letters);
      next = column + 1;
      if (column >= MOST_COLUMNS) continue;
      while (cells.length < column) cells.push("");
      cells[column] = cellText(attributes, content, shared);
    }
    if (cells.some((cell) => cell !== "")) yield { cells, row };
  }
}

const CELL = /<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g;

function cellText(attributes: string, content: string, shared: readonly string[]): string {
  const type = /(?:^|\s)t="(\w+)"/.exec(attributes)?.[1];
  if (type === "inlineStr") return textsIn(content);
  const value = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(content)?.[1] ?? "";
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "true" : "false";
  return type === "e" ? "" : unescaped(value);
}

/** Whole elements of a name that are not in one another, as they come. */
async function* pieces(chunks: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</${name}>)`, "g");
  let rest = "";
  for await (const chunk of chunks) {
    rest += chunk;
    if (!chunk.includes(">")) continue;
    let end = 0;
    for (const match of rest.matchAll(element)) {
      yield match[0];
      end = match.index + match[0].length;
    }
    rest = rest.slice(end);
    if (rest.length > MOST_PIECE_CHARACTERS) throw new UnreadableFile("workbook");
  }
}

/** The runs of a text, without what is said of its pronunciation. */
function textsIn(xml: string): string {
  const plain = xml.includes("<rPh") ? xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, "") : xml;
  let text = "";
  for (const [, run = ""] of plain.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)) text += unescaped(run);
  return text;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x?[0-9a-f]{1,6}|\w{1,5});/gi, (all, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? all;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

const columnOf = (letters: string) =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
