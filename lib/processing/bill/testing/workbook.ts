import { zip } from "#lib/price-books/test/workbook.ts";

/** A number, text, or a formula with the value that is stored with it (null: none). */
export type Cell = string | number | null | { formula: string; value: number | null };

export interface Sheet {
  name: string;
  rows: Cell[][];
  hidden?: boolean;
}

/** A workbook of several sheets; text stands in shared strings, as spreadsheet programs write it. */
export function workbookOf(...sheets: Sheet[]): Buffer {
  const strings: string[] = [];
  const parts = sheets.map(({ rows }) => sheetXml(rows, strings));
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${parts.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships ${RELS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ""} r:id="r${at + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships ${RELS}>${sheets.map((_, at) => `<Relationship Id="r${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join("")}<Relationship Id="rs" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ...Object.fromEntries(parts.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
    "xl/sharedStrings.xml": `${XML}<sst ${MAIN}>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
  });
}

/** A workbook of one sheet whose XML is as given, written as other programs do: prefixes, and targets from the root. */
export function workbookOfXml(sheet: string): Buffer {
  return zip({
    "_rels/.rels": `<Relationships ${RELS}><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<x:workbook xmlns:x="m" xmlns:r="${OFFICE}"><x:sheets><x:sheet name="A" sheetId="1" r:id="r1"/></x:sheets></x:workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships ${RELS}><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": sheet,
  });
}

/** The XML of a sheet with an inline string of runs, a row and a cell that name no place, and what is given behind them. */
export const sheetOf = (rows = "") =>
  `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>x</t></r><rPh><t>no</t></rPh></is></c></row><row><c t="str"><v>MARK</v></c></row>${rows}</sheetData></worksheet>`;

function sheetXml(rows: readonly Cell[][], strings: string[]): string {
  const cells = (row: readonly Cell[], r: number) =>
    row.map((cell, c) => {
      const ref = `${String.fromCharCode(65 + c)}${r + 1}`;
      if (cell === null) return `<c r="${ref}" s="1"/>`;
      if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`;
      if (typeof cell === "string") return `<c r="${ref}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
      const value = cell.value === null ? "" : `<v>${cell.value}</v>`;
      return `<c r="${ref}"><f>${escaped(cell.formula)}</f>${value}</c>`;
    });
  return `${XML}<worksheet ${MAIN}><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${cells(row, r).join("")}</row>`).join("")}</sheetData></worksheet>`;
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
