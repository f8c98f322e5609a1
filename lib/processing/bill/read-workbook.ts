import { type Archive, ArchiveTooLarge, bytesOf, openArchive } from "#lib/processing/archive/open-archive.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { BILL_LIMITS, checkBill, LONGEST_CELL, MOST_UNPACKED } from "./limits.ts";
import { plainNumber } from "./numbers.ts";
import { NO_VALUE } from "./read-row.ts";
import type { Grid } from "./types.ts";
import { attribute, plainText, type Tag, tags, XmlDamaged } from "./xml-tags.ts";

/**
 * The sheets of an XLSX workbook on disk, by the values that are stored in their cells: a formula is never worked out, and one
 * without a value says so (`NO_VALUE`). Cells that are formatted and hold nothing are no rows. Throws `TakeoffError`
 * (`bill_damaged`, `bill_too_large`, `bill_too_many`).
 */
export async function readWorkbook(path: string): Promise<Grid[]> {
  try {
    const archive = await openArchive(path);
    try {
      return await sheetsOf(new Parts(archive));
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof TakeoffError) throw error;
    const code = error instanceof ArchiveTooLarge ? "bill_too_large" : "bill_damaged";
    throw new TakeoffError(code, undefined, { cause: error });
  }
}

/** The parts of a workbook as text; together they may unpack to so much. */
class Parts {
  private readonly archive: Archive;
  private left = MOST_UNPACKED;

  constructor(archive: Archive) {
    this.archive = archive;
  }

  async text(name: string): Promise<string | null> {
    const entry = this.archive.entries.find(({ fileName }) => fileName.toLowerCase() === name.toLowerCase());
    if (!entry) return null;
    const bytes = await bytesOf(this.archive, entry, this.left);
    this.left -= bytes.length;
    return new TextDecoder().decode(bytes);
  }

  async needed(name: string): Promise<string> {
    const text = await this.text(name);
    if (text === null) throw new XmlDamaged(`no ${name}`);
    return text;
  }
}

async function sheetsOf(parts: Parts): Promise<Grid[]> {
  const root = await relationsOf(parts, "_rels/.rels", "");
  const main =
    [...root.values()].find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relations = await relationsOf(parts, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const listed = [...tags(await parts.needed(main))].filter(
    ({ name, kind }) => name === "sheet" && kind !== "close",
  );
  if (listed.length === 0) throw new XmlDamaged("no sheets");
  checkBill("bill_sheets", listed.length);
  const strings = await stringsOf(
    [...relations.values()].find(({ type }) => type.endsWith("/sharedStrings"))?.target ?? null,
    parts,
  );
  const grids: Grid[] = [];
  let rows = 0;
  for (const [at, { attributes }] of listed.entries()) {
    const relation = relations.get(attribute(attributes, "id") ?? "");
    if (!relation) throw new XmlDamaged("a sheet without its part");
    // A sheet of charts or of macros has no rows.
    if (!relation.type.endsWith("/worksheet")) continue;
    const cells = cellsOf(await parts.needed(relation.target), strings);
    rows += cells.length;
    checkBill("bill_rows", rows);
    const state = attribute(attributes, "state");
    grids.push({
      name: nameOf(attribute(attributes, "name") ?? `Sheet ${at + 1}`, grids),
      rows: cells,
      ...((state === "hidden" || state === "veryHidden") && { hidden: true }),
    });
  }
  return grids;
}

/** Names of sheets are unique in a workbook; in a damaged one they are made so. */
function nameOf(name: string, grids: readonly Grid[]): string {
  const short = name.slice(0, 100);
  return grids.some((grid) => grid.name === short) ? `${short} (${grids.length + 1})` : short;
}

interface Relation {
  type: string;
  target: string;
}

async function relationsOf(parts: Parts, name: string, folder: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  for (const tag of tags((await parts.text(name)) ?? "")) {
    if (tag.name !== "Relationship" || tag.kind === "close") continue;
    const target = attribute(tag.attributes, "Target") ?? "";
    found.set(attribute(tag.attributes, "Id") ?? "", {
      type: attribute(tag.attributes, "Type") ?? "",
      target: target.startsWith("/") ? target.slice(1) : `${folder}${target}`,
    });
  }
  return found;
}

/** The texts that cells refer to by their number. */
async function stringsOf(part: string | null, parts: Parts): Promise<string[]> {
  const strings: string[] = [];
  const reader = new TextReader();
  for (const tag of tags((part === null ? null : await parts.text(part)) ?? "")) {
    if (tag.name === "si" && tag.kind !== "open") strings.push(tag.kind === "empty" ? "" : reader.taken());
    else reader.see(tag);
  }
  return strings;
}

/** The text of a cell or a shared string: all its runs, without what is said of how it is pronounced. */
class TextReader {
  private text = "";
  private isReading = false;

  see({ name, kind, text }: Tag): void {
    if (name === "rPh") this.isReading = kind === "open";
    else if (name === "t" && kind === "close" && !this.isReading && this.text.length < LONGEST_CELL)
      this.text += plainText(text);
  }

  taken(): string {
    const { text } = this;
    this.text = "";
    this.isReading = false;
    return text.slice(0, LONGEST_CELL);
  }
}

function cellsOf(xml: string, strings: readonly string[]): string[][] {
  const rows: string[][] = [];
  const inline = new TextReader();
  let row = 0;
  let column = 0;
  let cell: { type: string; value: string | null; formula: boolean } | null = null;
  for (const tag of tags(xml)) {
    const { name, kind, attributes } = tag;
    if (name === "row" && kind !== "close") {
      row = numberOf(attribute(attributes, "r")) ?? row + 1;
      column = 0;
    } else if (name === "c" && kind !== "close") {
      const place = placeOf(attribute(attributes, "r"));
      column = place?.column ?? column + 1;
      row = place?.row ?? Math.max(1, row);
      cell =
        kind === "open" ? { type: attribute(attributes, "t") ?? "n", value: null, formula: false } : null;
    } else if (name === "c" && cell) {
      put(rows, { row, column }, contentOf(cell, inline.taken(), strings));
      cell = null;
    } else if (cell) {
      if (name === "f") cell.formula = true;
      else if (name === "v" && kind !== "open") cell.value = plainText(tag.text);
      else inline.see(tag);
    }
  }
  return rows;
}

function contentOf(
  { type, value, formula }: { type: string; value: string | null; formula: boolean },
  inline: string,
  strings: readonly string[],
): string {
  if (value === null) return inline || (formula ? NO_VALUE : "");
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  return type === "n" ? plainNumber(value.trim()) : value;
}

function put(rows: string[][], { row, column }: { row: number; column: number }, value: string): void {
  const text = value.trim().slice(0, LONGEST_CELL);
  if (text === "") return;
  checkBill("bill_rows", row);
  checkBill("bill_columns", column);
  while (rows.length < row) rows.push([]);
  const cells = rows[row - 1];
  if (!cells) return;
  while (cells.length < column) cells.push("");
  cells[column - 1] = text;
}

/** `B12`: column 2, row 12. */
function placeOf(reference: string | null): { row: number; column: number } | null {
  const [, letters = "", digits] = /^([A-Z]{1,3})(\d{1,9})$/.exec(reference ?? "") ?? [];
  if (digits === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Math.max(1, Number(digits)), column };
}

function numberOf(text: string | null): number | null {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value > 0
    ? Math.min(value, BILL_LIMITS.bill_rows + 1)
    : null;
}
