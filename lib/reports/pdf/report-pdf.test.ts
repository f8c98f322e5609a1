import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { LineEpd } from "#lib/processing/carbon/types.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type Report, readReport } from "../report-data.ts";
import { drawReport } from "./report-pdf.ts";

/** Poppler's reader shows what a person could select; where it is not installed these cases are skipped. */
const noReader = spawnSync("pdftotext", ["-v"]).error !== undefined;

let ctx: Ctx;
let folder: string;
let report: Report;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  folder = await mkdtemp(path.join(os.tmpdir(), "report-"));
  const run = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, run);
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId));
  report = await readReport(ctx, estimate?.id ?? "");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await closePools();
});

async function read(bytes: Buffer, tool: string, options: string[]): Promise<string> {
  const file = path.join(folder, "report.pdf");
  await writeFile(file, bytes);
  return execFileSync(tool, [...options, file, ...(tool === "pdftotext" ? ["-"] : [])], { encoding: "utf8" });
}

it("is the same bytes each time", { timeout: 120_000 }, async () => {
  expect((await drawReport(report, "en", null)).equals(await drawReport(report, "en", null))).toBe(true);
});

describe.skipIf(noReader)("what a reader finds in it", { timeout: 120_000 }, () => {
  it("names, totals, assumptions, sources and what is missing, in both languages", async () => {
    const english = await read(await drawReport(report, "en", null), "pdftotext", ["-layout"]);
    for (const text of [
      report.organisation.name,
      report.estimate.name,
      "Line items",
      "Assumptions",
      "Confidence",
      "How far the totals may lie off",
      "What moves the cost most",
      "Not in the totals",
      "Zubrium 9",
      "Sources",
      "unverified placeholder",
      new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(
        report.estimate.likelyMinor / 100,
      ),
    ])
      expect(english).toContain(text);
    const german = (await read(await drawReport(report, "de", null), "pdftotext", ["-layout"])).replaceAll(
      "\u00a0",
      " ",
    );
    for (const text of ["Positionen", "Annahmen", "Verlässlichkeit", "Nicht in den Summen", "Seite 2 von"])
      expect(german).toContain(text);
    expect(german).toContain(
      new Intl.NumberFormat("de-DE", { style: "currency", currency: "USD" })
        .format(report.estimate.likelyMinor / 100)
        .replaceAll("\u00a0", " "),
    );
  });

  it("says which modules beyond A5 are declared, and which declarations have run out", async () => {
    const basis = async (of: Report) =>
      (await read(await drawReport(of, "en", null), "pdftotext", [])).replaceAll(/\s+/g, " ");
    expect(await basis(report)).toContain("Use, end of life and module D are not counted.");
    const [first, ...others] = report.lines;
    if (!first?.factor) throw new Error("The first line has no factor");
    const epd = { name: "Concrete of our works", validUntil: "2020-12-31" } as LineEpd;
    const declared: Report = {
      ...report,
      lines: [
        { ...first, factor: { ...first.factor, epd }, declaredModules: { C4: { g: 1500, biogenicG: null } } },
        ...others,
      ],
    };
    const text = await basis(declared);
    expect(text).toContain("module by module in the workbook: C4.");
    expect(text).toContain(
      "One environmental product declaration has run out: Concrete of our works (2020-12-31).",
    );
    expect(text).not.toContain("module D are not counted");
  });

  it("is tagged, titled, and on the paper of its country", async () => {
    const info = (of: Report) => drawReport(of, "de", null).then((bytes) => read(bytes, "pdfinfo", []));
    const german = await info({ ...report, organisation: { ...report.organisation, country: "DE" } });
    expect(german).toMatch(/Tagged:\s+yes/);
    expect(german).toContain(report.estimate.name);
    expect(german).toMatch(/Page size:.*A4/);
    const american = await info({ ...report, organisation: { ...report.organisation, country: "US" } });
    expect(american).toMatch(/Page size:.*letter/);
  });

  it("writes names in other scripts, and goes on over many pages with headings on each", async () => {
    const [line] = report.lines;
    if (!line) throw new Error("The estimate has no lines");
    const many = {
      ...report,
      estimate: { ...report.estimate, name: "بناء 建物 Žluťoučký" },
      lines: Array.from({ length: 120 }, (_, position) => ({
        ...line,
        position,
        name: `${line.name} ${position}`,
      })),
    };
    const text = await read(await drawReport(many, "en", null), "pdftotext", ["-layout"]);
    expect(text).toContain("建物");
    expect(text.match(/Unit rate/g)?.length).toBeGreaterThan(2);
    expect(text).toContain(`${line.name} 119`);
  });
});
