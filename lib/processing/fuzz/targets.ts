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
import { workbook } from "#lib/price-books/test/workbook.ts";
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
import { checkTakeoff } from "./check-takeoff.ts";
import { DrawingThread } from "./drawing-thread.ts";

/** What is fuzzed, in the order of the table. */
export const TARGETS = ["step", "sniff", "csv", "xlsx", "takeoff", "dwg", "dxf"] as const;
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
      const thread = new DrawingThread();
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
