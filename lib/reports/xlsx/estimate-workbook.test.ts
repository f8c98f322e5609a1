import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type Report, readReport } from "../report-data.ts";
import { processedFile } from "../test/processed-file.ts";
import { reportWords } from "../words/report-words.ts";
import { estimateWorkbook } from "./estimate-workbook.ts";
import { planOf } from "./plan.ts";

/** Without it nobody but us has calculated the workbook. */
const noCalc = spawnSync("soffice", ["--version"]).error !== undefined;

let ctx: Ctx;
let folder: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  folder = await mkdtemp(path.join(os.tmpdir(), "workbook-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await closePools();
});

async function reportOf(fileId: string): Promise<Report> {
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
  return readReport(ctx, estimate?.id ?? "");
}

async function awkward(): Promise<Report> {
  const run = await modelledFile(ctx, [
    ...BUILDING,
    ...[0, 1, 1, 0, 1].map((storey) => ({
      ifcClass: "IfcColumn",
      storey,
      quantities: { volumeM3: 1 / 3 },
      materials: [['=HYPERLINK("http://x")']] as [string][],
    })),
    { ifcClass: "IfcBeam", storey: 1, quantities: { volumeM3: 0.777 }, materials: [["Holz"]] },
  ]);
  await estimateFile(ctx, run);
  const report = await reportOf(run.fileId);
  await repriceEstimate(ctx, report.estimate.id, { location: "Berlin", labor_rate: "61.35" });
  return reportOf(run.fileId);
}

const CASES: [string, () => Promise<Report>][] = [
  ["the sample building", async () => reportOf(await processedFile(ctx))],
  ["awkward names, places and rates", awkward],
  [
    "an estimate by hand",
    async () => {
      const input = {
        materials: {
          "Concrete C30/37": { quantity: "10.333333", unit: "m3" },
          rebar: { quantity: "1.2", unit: "t" },
        },
        location: "Berlin",
        labor_rate: "45",
        equipment_rate: "75",
      };
      const { id } = await createEstimate(ctx, CreateEstimate.parse(input));
      return readReport(ctx, id);
    },
  ],
];

describe.each(CASES)("a workbook of %s", { timeout: 120_000 }, (_, make) => {
  it("has the estimate's amounts to read where nothing calculates", async () => {
    const report = await make();
    const t = reportWords("en");
    const bytes = await buffer(estimateWorkbook(ctx, report, t));
    const sheet = (name: string) => readSheet(bytes, name);
    const total = (await sheet("Line items")).find((row) => row[1] === "Total") ?? [];
    expect(total.slice(19, 22)).toEqual(
      [report.estimate.lowMinor, report.estimate.likelyMinor, report.estimate.highMinor].map(
        (minor) => minor / 100,
      ),
    );
    const carbon = (await sheet("Carbon")).find((row) => row[1] === "Total") ?? [];
    expect(carbon[10]).toBe((report.estimate.a1a3G ?? 0) / 1000);
    const uncertainty = await sheet("Uncertainty");
    const figure = (name: string) => Number(uncertainty.find(([first]) => first === name)?.[1]);
    expect(figure("Likely")).toBe(report.estimate.likelyMinor / 100);
    expect(figure("P10")).toBeLessThan(figure("P50"));
    expect(figure("P50")).toBeLessThan(figure("P90"));
    expect(figure("P10")).toBeGreaterThan(report.estimate.lowMinor / 100);
    expect(figure("P90")).toBeLessThan(report.estimate.highMinor / 100);
  });

  it.skipIf(noCalc)(
    "calculates to the estimate's totals, to the minor unit and the gram, in LibreOffice",
    { timeout: 120_000 },
    async () => {
      const report = await make();
      const { estimate } = report;
      const sheets = await calculated(report);
      const plan = planOf(reportWords("en"), report);
      const lines = sheets.get("Line items")?.[plan.totalsRow - 1] ?? [];
      expect(lines.slice(19, 22).map(Number)).toEqual(
        [estimate.lowMinor, estimate.likelyMinor, estimate.highMinor].map((minor) => minor / 100),
      );
      const modules = [estimate.a1a3G, estimate.a4G, estimate.a5G, estimate.biogenicG].map(
        (grams) => (grams ?? 0) / 1000,
      );
      const carbon = sheets.get("Carbon")?.[plan.totalsRow - 1] ?? [];
      expect([carbon[10], carbon[11], carbon[12], carbon[14]].map(Number)).toEqual(modules);
      const totals = (sheets.get("Breakdown") ?? []).filter((row) => row[1] === "Total");
      expect(totals).toHaveLength(3);
      for (const row of totals.slice(report.estimate.fileId === null ? 1 : 0))
        expect(row.slice(2, 7).map(Number)).toEqual([estimate.likelyMinor / 100, ...modules]);
      const differences = (sheets.get("Summary") ?? []).filter((row) => row[0]?.startsWith("Difference"));
      expect(differences).toHaveLength(2);
      for (const row of differences)
        expect(row.slice(1).filter(Boolean).map(Number)).toEqual(
          row
            .slice(1)
            .filter(Boolean)
            .map(() => 0),
        );
      // Each line is what it says, and a name is no formula.
      for (const [index, line] of report.lines.entries())
        if (line.likelyMinor !== null) {
          const row = sheets.get("Line items")?.[3 + index] ?? [];
          expect(Number(row[20]), line.name).toBe(line.likelyMinor / 100);
          expect(Number(row[13]), line.name).toBeCloseTo(Number(line.unitRate), 9);
        }
      for (const rows of sheets.values())
        for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^(#|Err:)/);
    },
  );
});

it("writes every likely amount as a formula, and no name as one", { timeout: 120_000 }, async () => {
  const report = await awkward();
  const xml = await partsOf(report);
  const lines = xml.get("xl/worksheets/sheet2.xml") ?? "";
  expect(lines.match(/<f>ROUND\(F\d+\*N\d+,2\)<\/f>/g)?.length).toBe(
    report.lines.filter((line) => line.likelyMinor !== null).length,
  );
  expect([...xml.values()].join("")).not.toMatch(/<f>[^<]*HYPERLINK/);
});

/** All cells as LibreOffice calculates them, of a copy without the values that we have written beside the formulas. */
async function calculated(report: Report): Promise<Map<string, string[][]>> {
  const target = path.join(folder, `${report.estimate.id}.xlsx`);
  await writeFile(target, await buffer(estimateWorkbook(ctx, report, reportWords("en"))));
  execFileSync("python3", ["-c", WITHOUT_VALUES, target]);
  const output = await mkdtemp(path.join(folder, "csv-"));
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
  execFileSync(
    "soffice",
    [
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      "--convert-to",
      filter,
      "--outdir",
      output,
      target,
    ],
    { stdio: "ignore" },
  );
  const sheets = new Map<string, string[][]>();
  for (const file of await readdir(output)) {
    const name = file.slice(report.estimate.id.length + 1, -".csv".length);
    sheets.set(
      name,
      parse(await readFile(path.join(output, file), "utf8"), {
        relaxColumnCount: true,
        skipEmptyLines: false,
      }),
    );
  }
  return sheets;
}

const WITHOUT_VALUES = `
import re, shutil, sys, zipfile
source = zipfile.ZipFile(sys.argv[1])
parts = [(name, source.read(name)) for name in source.namelist()]
with zipfile.ZipFile(sys.argv[1], "w") as target:
    for name, data in parts:
        target.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", data))
`;

async function partsOf(report: Report): Promise<Map<string, string>> {
  const target = path.join(folder, `parts-${report.estimate.id}.xlsx`);
  await writeFile(target, await buffer(estimateWorkbook(ctx, report, reportWords("en"))));
  const json = execFileSync(
    "python3",
    [
      "-c",
      "import json,sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(json.dumps({n:z.read(n).decode() for n in z.namelist()}))",
      target,
    ],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  return new Map(Object.entries(JSON.parse(json)));
}
