import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { escapeXml, type Row, rowXml, type Sheet, sheetReference } from "./cells.ts";
import { stylesXml } from "./styles.ts";

/**
 * An XLSX workbook (ECMA-376) that is made while it is read: sheets are asked for their rows one after the other, and
 * none is held whole. Failing rows fail the stream.
 */
export function workbookStream(
  sheets: readonly Sheet[],
  about: { title: string; author: string; at: Date; minorDigits: number },
): Readable {
  const zip = new ZipFile();
  const mtime = about.at;
  const part = (name: string, xml: string) => zip.addBuffer(Buffer.from(xml), name, { mtime });
  part("[Content_Types].xml", contentTypes(sheets));
  part("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]], CORE));
  part("docProps/core.xml", coreXml(about));
  part("xl/workbook.xml", workbookXml(sheets));
  part(
    "xl/_rels/workbook.xml.rels",
    relations([
      ...sheets.map((_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`]),
      ["styles", "styles.xml"],
    ]),
  );
  part("xl/styles.xml", stylesXml(about.minorDigits));
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new Error("The workbook's output is no stream");
  // A reader that leaves must not leave a sheet's rows open.
  let writing: Readable | null = null;
  output.once("close", () => writing?.destroy());
  for (const [index, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, { mtime }, (give) => {
      const rows = Readable.from(sheetXml(sheet, index === 0), { objectMode: false });
      rows.once("error", (error) => output.destroy(error));
      writing = rows;
      give(null, rows);
    });
  zip.on("error", (error: Error) => output.destroy(error));
  zip.end();
  return output;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CORE = `<Relationship Id="core" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;

/** Widths and heights may be changed all the same. */
const LOCK = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>';

/** Written in pieces of some size: a zip that is fed row by row is slow. */
const ROWS_PER_CHUNK = 200;

async function* sheetXml(
  { columns, frozenRows = 0, isLocked = false, rows }: Sheet,
  isFirst: boolean,
): AsyncGenerator<Buffer, void> {
  const widths = columns.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = frozenRows
    ? `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
    : "";
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ""} showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`,
  );
  let at = 0;
  let chunk: string[] = [];
  const batches: AsyncIterable<Row> | Iterable<Row> = rows;
  for await (const row of batches) {
    chunk.push(rowXml(row, ++at));
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield Buffer.from(chunk.join(""));
    chunk = [];
  }
  yield Buffer.from(
    `${chunk.join("")}</sheetData>${isLocked ? LOCK : ""}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`,
  );
}

function workbookXml(sheets: readonly Sheet[]): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="r${index + 1}"/>`,
  );
  const titles = sheets.flatMap(({ name, frozenRows }, index) =>
    frozenRows
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(sheetReference(name))}!$1:$${frozenRows}</definedName>`
      : [],
  );
  // Spreadsheets calculate anew when they open it, whatever the values beside the formulas are.
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join("")}</sheets>${titles.length > 0 ? `<definedNames>${titles.join("")}</definedNames>` : ""}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[], further = ""): string {
  const listed = targets.map(
    ([type, target], index) =>
      `<Relationship Id="r${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${listed.join("")}${further}</Relationships>`;
}

function contentTypes(sheets: readonly Sheet[]): string {
  const override = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${type}+xml"/>`;
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("xl/workbook.xml", `${SPREADSHEET}.sheet.main`)}${override("xl/styles.xml", `${SPREADSHEET}.styles`)}${override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties")}${sheets.map((_, index) => override(`xl/worksheets/sheet${index + 1}.xml`, `${SPREADSHEET}.worksheet`)).join("")}</Types>`;
}

function coreXml({ title, author, at }: { title: string; author: string; at: Date }): string {
  const created = at.toISOString().replace(/\.\d+Z$/, "Z");
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created></cp:coreProperties>`;
}
