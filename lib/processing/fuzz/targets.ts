import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ACadVersion } from "@node-projects/acad-ts";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { AppError } from "#lib/errors.ts";
import { checkContent, cleanFilename, formatOf, SNIFF_BYTES } from "#lib/files/formats.ts";
import { COLUMNS } from "#lib/price-books/columns.ts";
import { parsePriceBook } from "#lib/price-books/parse-price-book.ts";
import { readTable } from "#lib/price-books/read-table.ts";
import { workbook, zip } from "#lib/price-books/test/workbook.ts";
import { readBillFile } from "#lib/processing/bill/read-file.ts";
import { sheetOf, workbookOf, workbookOfXml } from "#lib/processing/bill/testing/workbook.ts";
import { sampleDwg, sampleDxf } from "#lib/processing/drawing/testing/samples.ts";
import { checkNesting } from "#lib/processing/geometry/check-nesting.ts";
import { FactReader } from "#lib/processing/geometry/facts.ts";
import { keptType } from "#lib/processing/geometry/kept-types.ts";
import { MaterialReader } from "#lib/processing/geometry/materials.ts";
import { ProfileReader } from "#lib/processing/geometry/profile-area.ts";
import { QuantityReader } from "#lib/processing/geometry/quantities.ts";
import { StepModel } from "#lib/processing/geometry/step/model.ts";
import { refId } from "#lib/processing/geometry/step/values.ts";
import { Structure } from "#lib/processing/geometry/structure.ts";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { readUnits } from "#lib/processing/geometry/units.ts";
import { unpackModel } from "#lib/processing/ifczip/unpack-model.ts";
import { samplePdfBill } from "#lib/processing/pdf/testing/sample-bill.ts";
import { samplePlan } from "#lib/processing/pdf/testing/sample-plan.ts";
import { sampleScan } from "#lib/processing/pdf/testing/sample-scan.ts";
import { readRevit } from "#lib/processing/revit/read-revit.ts";
import { PART_ATOM, sampleRevit } from "#lib/processing/revit/testing/sample-revit.ts";
import { checkTakeoff } from "./check-takeoff.ts";
import { FileThread } from "./file-thread.ts";

/** What is fuzzed, in the order of the table. */
export const TARGETS = [
  "step",
  "sniff",
  "csv",
  "xlsx",
  "takeoff",
  "dwg",
  "dxf",
  "bill-xlsx",
  "bill-csv",
  "ifczip",
  "pdf",
  "revit",
] as const;
export type TargetName = (typeof TARGETS)[number];

export interface Target {
  samples: Buffer[];
  dictionary: readonly string[];
  /** Time one input may take, ms. */
  limitMs: number;
  /** Answers `answer`, or the code of a typed error. Throws for whatever else comes of an input. */
  run: (input: Buffer) => Promise<string>;
  close: () => void;
}

const SAMPLE = path.resolve("public/samples/sample-building.ifc");
const SHARED = path.resolve("../shared/data");
const MEMORY_MB = 512;
const TAKEOFF_MS = 20_000;

const STEP_WORDS = [
  ..."IFCWALL( IFCSLAB( IFCBUILDINGSTOREY( IFCRELAGGREGATES( IFCMAPPEDITEM( IFCBOOLEANRESULT( ENDSEC; DATA;".split(
    " ",
  ),
  ..."END-ISO-10303-21; FILE_SCHEMA(('IFC4')); /* */ '' \\X2\\ \\X0\\ $ * (((( )))) .T. ; #0 #1=".split(" "),
  "IFCQUANTITYVOLUME('NetVolume',$,$,-1.,$)",
  "IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)",
];

const DXF_WORDS = [
  ..."0\nHATCH|0\nINSERT|0\nSPLINE|0\nENDSEC|0\nENDBLK|0\nEOF|0\nSEQEND|0\nPOLYLINE|0\nVERTEX|2\nB|8\nX".split(
    "|",
  ),
  ..."41\n1e300|41\nnan|70\n32767|71\n99999|91\n2147483647|93\n1000000000|210\n0|330\n0|5\n100".split("|"),
];

const PDF_WORDS = [
  ..."BT ET Tj q Q cm re f* S endstream endobj stream xref trailer %%EOF << >> [ ] /Do BDC EMC /Type /Kids".split(
    " ",
  ),
  ..."/Filter/FlateDecode|/Length 99999999|/Count -1|/MediaBox[0 0 0 0]|/Rotate 45|/Encrypt 3 0 R|1e300|-1e38".split(
    "|",
  ),
  ..."1 0 R|2 0 R|100 0 R|/UserUnit 1e9|1 0 0 1 1e30 1e30 cm|0 0 0 0 0 0 cm|Scale 1:100".split("|"),
];
const REVIT_WORDS = [
  "\0\0\0\0",
  "\xff\xff\xff\xff",
  "\xfe\xff\xff\xff",
  "IEND",
  "<!DOCTYPE",
  "</A:part>",
  "]]>",
  "&#0;",
];

/** A bill, a plan and a scan, with their streams as they are and packed: most faults of a packed one are the packing's. */
function pdfSamples(): Buffer[] {
  const rows = [
    ["1", ["Concrete slab", "of 200 mm"], "12.50", "m3", "210.00"],
    ["2", "Brick wall", "1,250.00", "m2", "88.00"],
  ] as const;
  return [
    samplePdfBill([rows], { packed: false }),
    samplePdfBill([rows, rows], { packed: false, ruled: true }),
    samplePdfBill([rows, rows], { ruled: true }),
    samplePlan({ packed: false }),
    samplePlan({ layers: false, packed: false }),
    samplePlan(),
    sampleScan(),
  ];
}

/** Makes a target ready. Its temporary files go with `close`. */
export function openTarget(name: TargetName): Target {
  const folder = mkdtempSync(path.join(os.tmpdir(), "fuzz-"));
  const file = path.join(folder, "input.ifc");
  const written = (input: Buffer) => {
    writeFileSync(file, input);
    return file;
  };
  const close = () => rmSync(folder, { recursive: true, force: true });
  const sample = readFileSync(SAMPLE);
  switch (name) {
    case "step":
      return {
        samples: [sample],
        dictionary: STEP_WORDS,
        limitMs: 5000,
        run: (input) => outcome(() => readAll(written(input))),
        close,
      };
    case "takeoff":
      return {
        // The sample as often as all others, since its inputs are the quickest.
        samples: [sample, ...filesOf("ifc", ".ifc").flatMap((shared) => [sample, shared])],
        dictionary: STEP_WORDS,
        limitMs: TAKEOFF_MS + 10_000,
        run: (input) =>
          outcome(async () => {
            const limits = { maxMemoryMb: MEMORY_MB, timeoutMs: TAKEOFF_MS };
            checkTakeoff(await takeOff({ path: written(input) }, limits));
          }),
        close,
      };
    case "sniff":
      return {
        samples: [
          ...[sample, ...filesOf("ifc", ".ifc"), ...filesOf("cad", "")].map((bytes) =>
            bytes.subarray(0, SNIFF_BYTES),
          ),
          // Comments before the magic word: legal, and costly for a careless pattern.
          Buffer.from("/**/".repeat(200)),
          Buffer.from("999\nx\n".repeat(150)),
        ],
        dictionary: [
          "ISO-10303-21;",
          "/*",
          "*/",
          "AC1032",
          "%PDF-",
          "PK\u0003\u0004",
          "0\nSECTION",
          "999\n",
          "\xef\xbb\xbf",
        ],
        limitMs: 5000,
        run: (input) => outcome(() => sniff(input)),
        close,
      };
    case "dwg":
    case "dxf": {
      const thread = new FileThread("drawing");
      return {
        samples: name === "dwg" ? [...dwgSamples(), ...filesOf("cad", ".dwg")] : [sampleDxf()],
        dictionary: name === "dwg" ? ["AC1015", "AC1021", "\0\0\0\0", "\xff\xff\xff\x7f"] : DXF_WORDS,
        limitMs: 30_000,
        run: (input) => thread.run(written(input), name),
        close: () => {
          thread.close();
          close();
        },
      };
    }
    case "pdf": {
      const thread = new FileThread("pdf");
      return {
        samples: pdfSamples(),
        dictionary: PDF_WORDS,
        limitMs: 120_000,
        run: (input) => thread.run(written(input), name),
        close: () => {
          thread.close();
          close();
        },
      };
    }
    case "revit":
      return {
        samples: [
          sampleRevit({ atom: PART_ATOM }),
          sampleRevit({ ballast: 9000 }),
          ...filesOf("cad", ".rfa"),
        ],
        dictionary: REVIT_WORDS,
        limitMs: 10_000,
        run: (input) =>
          outcome(() => {
            readRevit(written(input));
          }),
        close,
      };
    case "bill-xlsx":
    case "bill-csv":
      return {
        samples: name === "bill-csv" ? billTables() : [sampleBill(), Buffer.from(sheetOf(BILL_ROWS))],
        dictionary: BILL_WORDS,
        limitMs: 10_000,
        run: (input) =>
          outcome(async () => {
            // As XML most faults are the sheet's; in a packed workbook they are the archive's.
            const isXml = name === "bill-xlsx" && input[0] !== 0x50;
            const path = written(isXml ? workbookOfXml(input.toString("latin1")) : input);
            const format = name === "bill-csv" ? "csv" : "xlsx";
            const { takeoff, summary } = await readBillFile({ path, format, known: [], said: [] });
            checkTakeoff(takeoff);
            for (const { filled, read, sections, unread, problem } of summary.sheets)
              if (problem === null && filled !== read + sections + unread) throw new Error("A row was lost");
          }),
        close,
      };
    case "ifczip":
      return {
        samples: [
          zip({ "notes/readme.txt": "x", "House.ifc": sample }),
          zip({ "a.ifc": "ISO-10303-21;".repeat(50) }),
        ],
        dictionary: [
          "PK\u0003\u0004",
          "PK\u0001\u0002",
          "PK\u0005\u0006",
          ".ifc",
          "../",
          "\0\0",
          "\xff\xff\xff\xff",
        ],
        limitMs: 10_000,
        run: (input) => outcome(() => unpackModel(written(input), `${file}.unpacked`, 8 * 2 ** 20)),
        close,
      };
    case "csv":
    case "xlsx":
      return {
        samples: name === "csv" ? csvSamples() : [workbook(TABLE), Buffer.from(SHEET_ROWS)],
        dictionary: [
          ...COLUMNS,
          ",",
          ";",
          "\t",
          '"',
          '""',
          "\r\n",
          "\xef\xbb\xbf",
          "1e-7",
          "-5",
          "1,5",
          "xl/",
          "<c r=",
          "</row>",
        ],
        limitMs: 30_000,
        run: (input) =>
          outcome(async () => {
            parsePriceBook(
              await readTable(
                name === "csv" || input.subarray(0, 2).toString() === "PK"
                  ? input
                  : workbook(TABLE, input.toString("latin1")),
              ),
            );
          }),
        close,
      };
  }
}

const TABLE: (string | number)[][] = [
  [
    "catalogue_id",
    "unit",
    "material_price",
    "labour_hours",
    "price_source",
    "a1_a3_kg_per_kg",
    "quality",
    "factor_source",
  ],
  ["concrete-c30", "m3", 120.5, 1.25, "Quote 7", 0.116, "B", "EPD 1"],
  ["brick", "m3", 310, 9, "Quote 8", "", "", ""],
  ["steel-section", "kg", 2.1, 0.02, "Quote 9", 1.13, "A", "EPD 2"],
];

/** Rows as a sheet has them, to be mutated before they are packed: most faults in a packed file are the archive's. */
const SHEET_ROWS =
  '<row r="5"><c r="A5" t="inlineStr"><is><t>aac</t></is></c><c r="B5" t="inlineStr"><is><t>m3</t></is></c><c r="C5"><v>99.5</v></c><c r="D5"><v>2</v></c></row><row r="6"><c r="A6" t="s"><v>0</v></c><c r="C6" t="n"><v>7E-2</v></c></row>';

const BILL_WORDS = [
  ...'; , | " \t \r\n m3 m² Stk psch 1,234 1.234,5 -3 1e308 =? <c </c> <row </row> <v> t="s" r="A1" r="XFD1048576" <![CDATA[ --> &amp; &#0;'.split(
    " ",
  ),
  "\xef\xbb\xbf",
  "\xff\xfe",
  "Zwischensumme",
  "Pos;Kurztext;Menge;Einheit",
];

const BILL: (string | number)[][] = [
  ["Pos", "Kurztext", "Menge", "Einheit", "Dicke (cm)", "EP", "GP"],
  ["01", "Rohbau"],
  ["01.1", "Wand Stahlbeton C30/37, d = 24 cm", 12.5, "m3", "", 300, 3750],
  ["01.2", "Decke Stahlbeton", "1.234,5", "m2", 20, "", ""],
  ["01.3", "Innentür Holz", 3, "Stk", "", 450, 1350],
  ["", "Summe Rohbau", "", "", "", "", 5100],
];

const sampleBill = () => workbookOf({ name: "LV", rows: BILL }, { name: "Alt", rows: BILL, hidden: true });

const billTables = () =>
  [",", ";", "\t"].map((mark) =>
    Buffer.from(
      BILL.map((row) =>
        row.map((cell) => (String(cell).includes(mark) ? `"${cell}"` : cell)).join(mark),
      ).join("\n"),
    ),
  );

const BILL_ROWS =
  '<row r="3"><c r="A3" t="inlineStr"><is><t>Description</t></is></c><c r="B3" t="str"><v>Qty</v></c><c r="C3" t="str"><v>Unit</v></c></row><row r="4"><c r="A4" t="str"><v>Concrete wall &amp; slab</v></c><c r="B4"><f>1+2</f><v>3.125</v></c><c r="C4" t="str"><v>m3</v></c></row>';

function dwgSamples(): Buffer[] {
  const { AC1015, AC1018, AC1021, AC1032 } = ACadVersion;
  return [AC1015, AC1018, AC1021, AC1032].map(sampleDwg);
}

function csvSamples(): Buffer[] {
  return [",", ";", "\t"].map((mark) =>
    Buffer.from(`${TABLE.map((row) => row.join(mark)).join("\r\n")}\r\n`),
  );
}

function filesOf(folder: string, extension: string): Buffer[] {
  const whole = path.join(SHARED, folder);
  if (!existsSync(whole)) return [];
  return readdirSync(whole)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => readFileSync(path.join(whole, name)));
}

async function outcome(work: () => void | Promise<void>): Promise<string> {
  try {
    await work();
    return "answer";
  } catch (error) {
    if (error instanceof TakeoffError || error instanceof AppError) return error.code;
    throw error;
  }
}

/** Everything that is read of a model without its geometry. */
function readAll(file: string): void {
  const model = new StepModel(file, keptType);
  checkNesting(model);
  const units = readUnits(model);
  const structure = new Structure(model, units.length, () => 0);
  const quantities = new QuantityReader(model, units);
  const materials = new MaterialReader(model, units.length);
  const profiles = new ProfileReader(model, units.length);
  const facts = new FactReader(model);
  for (const type of [...model.types()]) {
    for (const { id, attributes } of model.all(type)) {
      const typeId = structure.typeOf(id);
      quantities.of(id, typeId);
      materials.of(id);
      profiles.of(refId(attributes[6]));
      facts.of(id, typeId);
      structure.storeyOf(id);
      structure.ancestorsOf(id);
    }
  }
}

function sniff(input: Buffer): void {
  const allowed = [...FILE_FORMATS];
  const format = formatOf(
    cleanFilename(
      `${input.toString("latin1", 0, input.length % 60)}.${allowed[input.length % allowed.length]}`,
    ),
    allowed,
  );
  checkContent(input, format);
}
