import { buffer } from "node:stream/consumers";
import readSheets from "read-excel-file/node";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { drawReport } from "#lib/reports/pdf/report-pdf.ts";
import { type Report, readReport } from "#lib/reports/report-data.ts";
import { reportWords } from "#lib/reports/words/report-words.ts";
import { estimateWorkbook } from "#lib/reports/xlsx/estimate-workbook.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { canonicalJson } from "./canonical-json.ts";
import { findSnapshot } from "./find-snapshot.ts";
import { packSnapshot, unpackSnapshot, unpackText } from "./pack-snapshot.ts";
import { reportOf, type Snapshot } from "./snapshot.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const TITLE = "Chartered quantity surveyor";

/** A building's estimate, approved, and its snapshot as it is stored. */
async function approved() {
  const run = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, run);
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId));
  const estimateId = estimate?.id ?? "";
  await changeReview(ctx, estimateId, ChangeReview.parse({ state: "in_review" }));
  const signature = { name: "Ada Lovelace", title: TITLE };
  const { approval } = await changeReview(
    ctx,
    estimateId,
    ChangeReview.parse({ state: "approved", signature }),
  );
  const stored = await ctx.transaction((tx) =>
    findSnapshot(tx, ctx.tenant.id, { id: estimateId, snapshotId: approval?.snapshot_id ?? "" }),
  );
  return { run, estimateId, stored, snapshot: await unpackSnapshot(stored) };
}

describe("what documents are made of", () => {
  it("is the snapshot alone, which says all that the live estimate says", { timeout: 120_000 }, async () => {
    const { run, estimateId, stored, snapshot } = await approved();
    const live = await readReport(ctx, estimateId);
    expect(snapshot.model).toMatchObject({ fileId: run.fileId, runId: run.runId, size: expect.any(Number) });
    const issue = {
      revision: "A",
      purpose: "For tender",
      note: "",
      issuedAt: new Date("2026-11-30T08:00:00Z"),
      signer: { name: "Ada Lovelace", title: TITLE },
      approvedAt: new Date("2026-11-30T07:00:00Z"),
      sha256: stored.sha256,
      verifyUrl: `https://example.test/verify/${stored.sha256}`,
    };
    const workbook = (report: Report) =>
      buffer(estimateWorkbook(ctx, { ...report, issue }, reportWords("en")));
    const pdf = (report: Report) => drawReport({ ...report, issue }, "en", null);
    expect((await workbook(reportOf(snapshot))).equals(await workbook(live))).toBe(true);
    const issued = await pdf(reportOf(snapshot));
    expect(issued.equals(await pdf(live))).toBe(true);
    // Neither is read from what the estimate has become since.
    await repriceEstimate(ctx, estimateId, RepriceEstimate.parse({ labor_rate: "99" }));
    expect((await pdf(reportOf(await unpackSnapshot(stored)))).equals(issued)).toBe(true);

    const sheets = await readSheets(await workbook(reportOf(snapshot)));
    expect(sheets.map(({ sheet }) => sheet)).not.toContain("Take-off elements");
    const told = sheets.find(({ sheet }) => sheet === "Revision")?.data ?? [];
    const said = (name: string) => told.find(([first]) => first === name)?.[1];
    expect(said("Revision")).toBe("A");
    expect(said("Approved and signed by")).toBe(`Ada Lovelace, ${TITLE}`);
    expect(said("SHA-256 of what was approved")).toBe(stored.sha256);
    expect(said("Verify at")).toBe(issue.verifyUrl);
    // The bill adds up to what was approved, and each amount is a formula.
    const bill = sheets.find(({ sheet }) => sheet === "Line items")?.data ?? [];
    const likely = bill[2]?.indexOf("Likely USD") ?? -1;
    const amounts = bill.slice(3, 3 + snapshot.lines.length).map((row) => Number(row[likely] ?? 0));
    const sum = amounts.reduce((all, amount) => all + amount, 0);
    expect(Math.round(sum * 100)).toBe(snapshot.estimate.likelyMinor);
    expect(Number(bill[3 + snapshot.lines.length]?.[likely])).toBeCloseTo(
      snapshot.estimate.likelyMinor / 100,
      6,
    );
  });

  it("packs a bill of a thousand lines in two hundred storeys into some megabytes", {
    timeout: 120_000,
  }, async () => {
    const small = (await approved()).snapshot;
    const [line] = small.lines;
    if (!line) throw new Error("It has no line");
    const storeys = Array.from({ length: 200 }, (_, storey) => storey);
    const large: Snapshot = {
      ...small,
      lines: Array.from({ length: 1000 }, (_, position) => ({
        ...line,
        position,
        key: `line-${position}`,
        elements: storeys.map((storey) => String(position * 200 + storey)),
        byStorey: storeys.map((storey) => ({
          storey,
          quantity: String(((position * 7919 + storey * 104_729) % 99_991) / 1000),
          massKg: String(((position * 31 + storey * 17) % 9973) / 1000),
        })),
        costByStorey: storeys.map((storey) => ({
          storey,
          quantity: String(((position * 7919 + storey * 104_729) % 99_991) / 1000),
          likelyMinor: (position * 7919 + storey * 104_729) % 999_983,
        })),
        carbonByStorey: storeys.map((storey) => ({
          storey,
          modules: { a1a3G: (position * 31 + storey * 7) % 99_991, a4G: storey, a5G: position, biogenicG: 0 },
        })),
      })),
    };
    const began = performance.now();
    const packed = await packSnapshot(large);
    const took = performance.now() - began;
    expect(packed.size).toBeGreaterThan(20e6);
    expect(packed.content.length).toBeLessThan(12e6);
    expect(took).toBeLessThan(20_000);
    expect(canonicalJson(await unpackSnapshot(packed))).toBe((await unpackText(packed)).toString());
  });
});
