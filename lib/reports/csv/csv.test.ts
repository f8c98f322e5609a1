import { buffer, text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import {
  BUILDING,
  estimateFile,
  type GivenElement,
  modelledFile,
} from "#lib/estimates/test/modelled-file.ts";
import { changeSettings } from "#lib/tenancy/settings.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { exportEstimate, exportFile } from "../export-estimate.ts";
import { ExportQuery } from "../views.ts";

afterAll(closePools);

const HOSTILE: GivenElement = {
  ifcClass: "IfcBeam",
  storey: 0,
  quantities: { volumeM3: 0.5 },
  materials: [['=HYPERLINK("http://x","Holz")']],
};

async function exported(rows: "lines" | "elements") {
  const ctx = await systemCtx((await makeTenant()).id);
  const run = await modelledFile(ctx, [...BUILDING, HOSTILE]);
  await estimateFile(ctx, run);
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId));
  const { body, filename, contentType } = await exportFile(
    ctx,
    run.fileId,
    ExportQuery.parse({ format: "csv", rows }),
  );
  const written = await text(body);
  const table: Record<string, string>[] = parse(written, { bom: true, columns: true });
  return { ctx, run, estimate, written, table, filename, contentType };
}

const sum = (table: Record<string, string>[], column: string, scale: number) =>
  table.reduce((all, row) => all + Math.round(Number(row[column] ?? 0) * scale), 0);

it("lists an estimate's lines, which add up to it", async () => {
  const { estimate, written, table, filename, contentType } = await exported("lines");
  expect(contentType).toBe("text/csv; charset=utf-8");
  expect(filename).toMatch(/^model-[0-9a-f]+-lines\.csv$/);
  expect(written.endsWith("\r\n")).toBe(true);
  expect(sum(table, "cost_likely", 100)).toBe(estimate?.likelyMinor);
  expect(sum(table, "carbon_a1_a3_kg", 1000)).toBe(estimate?.a1a3G);
});

it("lists the elements with their shares, and no name as a formula", async () => {
  const { estimate, written, table } = await exported("elements");
  expect(table).toHaveLength(BUILDING.length + 1);
  for (const [column, whole] of [
    ["cost_low", estimate?.lowMinor],
    ["cost_likely", estimate?.likelyMinor],
    ["cost_high", estimate?.highMinor],
  ] as const)
    expect(sum(table, column, 100), column).toBe(whole);
  expect(sum(table, "carbon_a5_kg", 1000)).toBe(estimate?.a5G);
  expect(table.at(-1)?.materials).toBe(`'${HOSTILE.materials?.[0]?.[0]}`);
  expect(written).not.toMatch(/(^|,)"?[=+@]/m);
});

it("a workbook that is asked for in no language has the organisation's; its CSV is the same in all", async () => {
  const { ctx, run, estimate, written } = await exported("lines");
  const wordsIn = async (locale?: "en" | "de") => {
    const wanted = ExportQuery.parse({ format: "xlsx", locale });
    const { body } = await exportEstimate(ctx, estimate?.id ?? "", wanted);
    return JSON.stringify(await readSheet(await buffer(body)));
  };
  expect(await wordsIn()).toBe(await wordsIn("en"));
  await changeSettings(ctx, { locale: "de" });
  expect(await wordsIn()).toBe(await wordsIn("de"));
  expect(await wordsIn("de")).not.toBe(await wordsIn("en"));
  const { body } = await exportFile(ctx, run.fileId, ExportQuery.parse({ format: "csv", locale: "de" }));
  expect(await text(body)).toBe(written);
});

it("is not there for somebody else, and needs an estimate", async () => {
  const { estimate } = await exported("lines");
  const other = await systemCtx((await makeTenant()).id);
  const wanted = ExportQuery.parse({ format: "csv" });
  await expect(exportEstimate(other, estimate?.id ?? "", wanted)).rejects.toMatchObject({
    code: "estimate_not_found",
  });
  const run = await modelledFile(other, BUILDING);
  await expect(exportFile(other, run.fileId, wanted)).rejects.toMatchObject({ code: "estimate_not_ready" });
});
