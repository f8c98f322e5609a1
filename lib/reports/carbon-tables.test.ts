import { buffer, text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { byCategory, moduleTable, ricsCategoryOf } from "./carbon-tables.ts";
import { exportEstimate } from "./export-estimate.ts";
import { readReport } from "./report-data.ts";
import { ExportQuery } from "./views.ts";

afterAll(closePools);

it("places a line by its class, else by its cost group, and says where neither does", () => {
  const of = (ifcClass: string | null, din276: string | null) => ricsCategoryOf({ ifcClass, din276 });
  expect(of("IfcFooting", "322")).toBe("1");
  expect(of("IfcColumn", "343")).toBe("2.1");
  expect(of("IfcSlab", "351")).toBe("2.2");
  expect(of("IfcSlab", "361")).toBe("2.3");
  expect(of("IfcStair", "351")).toBe("2.4");
  expect(of("IfcWall", "331")).toBe("2.5");
  expect(of("IfcWindow", "334")).toBe("2.6");
  expect(of("IfcDoor", "334")).toBe("2.6");
  expect(of("IfcWall", "342")).toBe("2.7");
  expect(of("IfcDoor", "344")).toBe("2.8");
  expect(of("IfcCovering", "345")).toBe("3.1");
  expect(of("IfcCovering", "353")).toBe("3.2");
  expect(of("IfcCovering", "354")).toBe("3.3");
  expect(of("IfcPipeSegment", null)).toBe("5");
  expect(of(null, null)).toBe("none");
});

it("elements, modules and the estimate are the same grams; what nobody declares is empty", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const run = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, run);
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId));
  const report = await readReport(ctx, estimate?.id ?? "");
  const categories = byCategory(report);
  const sum = (module: "A1-A3" | "A4" | "A5") =>
    categories.reduce((all, { modules }) => all + (modules[module] ?? 0), 0);
  expect(sum("A1-A3")).toBe(estimate?.a1a3G);
  expect(sum("A4")).toBe(estimate?.a4G);
  expect(sum("A5")).toBe(estimate?.a5G);
  const { modules, whole } = moduleTable(report);
  expect(modules.find(({ module }) => module === "C1")).toMatchObject({ g: null, coverage: 0 });
  expect(whole.g).toBe((estimate?.a1a3G ?? 0) + (estimate?.a4G ?? 0) + (estimate?.a5G ?? 0));
  const taken = async (query: object) =>
    (await exportEstimate(ctx, estimate?.id ?? "", ExportQuery.parse(query))).body;
  const table: Record<string, string>[] = parse(await text(await taken({ format: "csv", rows: "carbon" })), {
    bom: true,
    columns: true,
  });
  expect(table.reduce((all, row) => all + Math.round(Number(row.a1_a3_kg) * 1000), 0)).toBe(estimate?.a1a3G);
  expect(table.every((row) => row.c1_kg === "")).toBe(true);
  const bytes = await buffer(await taken({ format: "xlsx", locale: "de" }));
  const total = (await readSheet(bytes, "Lebenszyklus-CO₂")).find(
    (row) => row.length > 1 && row[1] !== null && row[0] === "Summe",
  );
  expect(total?.[1]).toBe((estimate?.a1a3G ?? 0) / 1000);
  expect((await readSheet(bytes, "Deklarierte Produkte")).length).toBe(
    3 + report.lines.filter(({ factor }) => factor).length,
  );
});
