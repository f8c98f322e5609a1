import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET as dashboardRoute } from "#app/api/analytics/dashboard/route.ts";
import { closePools } from "#db/client.ts";
import { tenantInvitations } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import type { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { ListInvoices, listInvoices } from "#lib/billing/list-invoices.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { ListEstimates, listEstimates } from "#lib/estimates/list-estimates.ts";
import { NEEDS } from "#lib/estimates/needs.ts";
import { PER_M2_GAPS } from "#lib/estimates/per-m2-gaps.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { ListFiles, listFiles } from "#lib/files/list-files.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, hideThing, makeFile, makeFixture, makeProject } from "#lib/http/testing/fixture.ts";
import { listInvitations } from "#lib/members/list-invitations.ts";
import { ListNotices, listNotices } from "#lib/notifications/list-notices.ts";
import { addComment } from "#lib/review/add-comment.ts";
import { changeReview } from "#lib/review/change-review.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ReadDashboard, readDashboard } from "./read-dashboard.ts";

afterAll(closePools);

/** Long after everything that a test makes without a date of its own. */
const NOW = new Date("2031-05-20T12:00:00Z");
const RANGE = { from: "2031-04-21", to: "2031-05-20" };

let tenant: Fixture;
let admin: Ctx;
beforeEach(async () => {
  tenant = await makeFixture();
  admin = await as("admin");
});

const as = async (role: "viewer" | "editor" | "admin") =>
  (await memberCtx(tenant, tenant.members[role].id)).ctx;
const seen = (ctx: Ctx, query: object = {}) => readDashboard(ctx, ReadDashboard.parse(query), NOW);

interface Given {
  at?: string;
  area?: number | null;
  projectId?: string;
  set?: Partial<typeof costEstimates.$inferInsert>;
}

/** An estimate by hand with a price and carbon; made on the day, and with figures as told. */
async function estimate({
  at = "2031-05-01T12:00:00Z",
  area = 100,
  projectId,
  set,
}: Given = {}): Promise<string> {
  const { id } = await createEstimate(
    await systemCtx(tenant.id),
    CreateEstimate.parse({
      materials: { "concrete-c30": { quantity: 2, unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      ...(area === null ? {} : { floor_area_m2: area }),
      ...(projectId ? { project_id: projectId } : {}),
    }),
  );
  await withSystem((tx) =>
    tx
      .update(costEstimates)
      .set({ createdAt: new Date(at), ...set })
      .where(eq(costEstimates.id, id)),
  );
  return id;
}

/** Amounts of minor units, per m² of 100 m². */
const costs = (perM2: number) => ({
  lowMinor: perM2 * 9_000,
  likelyMinor: perM2 * 10_000,
  highMinor: perM2 * 11_000,
});
const carbon = (kgPerM2: number) => ({
  a1a3G: kgPerM2 * 80_000,
  a4G: kgPerM2 * 5_000,
  a5G: kgPerM2 * 15_000,
});

const estimatesOf = async (ctx: Ctx, query: object) => {
  const { items, total } = await listEstimates(ctx, ListEstimates.parse({ limit: 200, ...query }));
  expect(items).toHaveLength(total);
  return items.map(({ id }) => id).sort();
};
const filesOf = async (ctx: Ctx, query: object) => {
  const { items, total } = await listFiles(ctx, ListFiles.parse({ limit: 200, ...query }));
  expect(items).toHaveLength(total);
  return items.map(({ file_id }) => file_id).sort();
};
const file = async (at: string, values: Partial<typeof files.$inferInsert> = {}) =>
  (await makeFile(tenant, { createdAt: new Date(at), ...values })).id;

describe("what was made in the days", () => {
  it("is what the lists have of these days, to the millisecond, in a project and outside of all", async () => {
    const { id: projectId } = await makeProject(tenant);
    await file("2031-04-20T23:59:59.999Z");
    const inside = [
      await file("2031-04-21T00:00:00.000Z"),
      await file("2031-05-20T23:59:59.999Z", { projectId }),
    ];
    await file("2031-05-21T00:00:00.000Z", { projectId });
    await estimate({ at: "2031-04-20T23:59:59.999Z" });
    const made = [
      await estimate({ at: "2031-04-21T00:00:00Z", projectId }),
      await estimate({ at: "2031-05-20T23:59:59.999Z" }),
    ];
    const data = await seen(admin);
    expect(data.range).toEqual(RANGE);
    expect(data.in_range).toEqual({ files: 2, estimates: 2 });
    expect(await filesOf(admin, RANGE)).toEqual(inside.sort());
    expect(await estimatesOf(admin, RANGE)).toEqual(made.sort());
    expect(data.activity).toHaveLength(30);
    expect([data.activity.at(0), data.activity.at(-1)]).toEqual([
      { date: "2031-04-21", files: 1, estimates: 1 },
      { date: "2031-05-20", files: 1, estimates: 1 },
    ]);
    for (const project_id of [projectId, "none"]) {
      const { in_range } = await seen(admin, { project_id });
      expect(in_range, project_id).toEqual({ files: 1, estimates: 1 });
      expect(await filesOf(admin, { ...RANGE, project_id })).toHaveLength(1);
      expect(await estimatesOf(admin, { ...RANGE, project_id })).toHaveLength(1);
    }
  });

  it("has the bytes of an upload under way in no project's storage: they are only promised", async () => {
    const { id: projectId } = await makeProject(tenant);
    await file("2031-05-01T00:00:00Z", { projectId, size: 10 });
    await file("2031-05-02T00:00:00Z", { projectId, size: 5_000_000, status: "pending" });
    const { by_project } = await seen(admin);
    const item = by_project.items.find(({ id }) => id === projectId);
    // The list has it, and so the count of files does.
    expect(item).toMatchObject({ files: 2, storage_bytes: 10 });
    expect(await filesOf(admin, { ...RANGE, project_id: projectId })).toHaveLength(2);
    const { by_project: alone } = await seen(admin, { project_id: projectId });
    expect(alone.total).toMatchObject({ files: 2, storage_bytes: 10 });
  });

  it("is summed up by project, costs in the organisation's currency, and all of it adds up", async () => {
    const many = [];
    for (let i = 0; i < 12; i++) many.push((await makeProject(tenant)).id);
    for (const [i, projectId] of many.entries()) {
      for (let n = 0; n < 12 - i; n++) await file("2031-05-01T00:00:00Z", { projectId, size: 10 });
    }
    const [first = ""] = many;
    await estimate({ projectId: first, set: { ...costs(3), ...carbon(2) } });
    await estimate({ projectId: first, set: { ...costs(4), currency: "EUR" } });
    const { by_project } = await seen(admin);
    expect(by_project.items).toHaveLength(10);
    expect(by_project.items[0]).toMatchObject({
      id: first,
      files: 12,
      estimates: 2,
      cost: "300.00",
      other_currency: 1,
      storage_bytes: 120,
    });
    const rows = [...by_project.items, ...(by_project.others ? [by_project.others] : [])];
    for (const figure of ["files", "estimates", "storage_bytes", "carbon_kg"] as const)
      expect(
        rows.reduce((sum, row) => sum + row[figure], 0),
        figure,
      ).toBeCloseTo(by_project.total[figure], 6);
    // Two of the twelve, and the fixture's own file, which stands in no project and was made before.
    expect(by_project.others).toMatchObject({ projects: 3, files: 2 + 1 });
    for (const { id, files: n, estimates } of by_project.items) {
      const project_id = id ?? "none";
      expect(await filesOf(admin, { ...RANGE, project_id })).toHaveLength(n);
      expect(await estimatesOf(admin, { ...RANGE, project_id })).toHaveLength(estimates);
    }
  });

  it("refuses days that are none, and a project that is not there, with what to do", async () => {
    const headers = tenant.keys.viewer;
    const ask = (query: string) => call(dashboardRoute, "GET", { host: tenant.host, headers, query });
    expect((await ask("?from=2031-02-30")).status).toBe(400);
    expect(await problemOf(await ask("?from=2031-05-02&to=2031-05-01"))).toMatchObject({
      code: "range_invalid",
    });
    expect(await problemOf(await ask("?from=2026-01-01&to=2031-01-01"))).toMatchObject({
      code: "range_too_long",
    });
    const gone = await ask(`?project_id=${randomUUID()}`);
    expect(gone.status).toBe(404);
    expect(await problemOf(gone)).toMatchObject({ code: "project_not_found" });
  });
});

describe("figures per m²", () => {
  it("are median and quartiles of each step, and say whom they leave out", async () => {
    const counted = [];
    for (const [perM2, kg] of [
      [10, 1],
      [20, 2],
      [30, 4],
      [100, 5],
      [140, 9],
    ] as const)
      counted.push(await estimate({ at: "2031-05-06T00:00:00Z", set: { ...costs(perM2), ...carbon(kg) } }));
    const gone = {
      no_floor_area: await estimate({ area: null }),
      calculating: await estimate({ set: { status: "calculating" } }),
      other_currency: await estimate({ set: { currency: "EUR", ...carbon(3) } }),
      unpriced: await estimate({ set: { lowMinor: 0, likelyMinor: 0, highMinor: 0, ...carbon(3) } }),
      no_carbon: await estimate({ set: { ...costs(50), a1a3G: 0, a4G: 0, a5G: 0 } }),
    };
    const { per_m2 } = await seen(admin);
    expect(per_m2).toMatchObject({ currency: "USD", step: "week" });
    // A Monday, and the first step cut to the range.
    expect(per_m2.items.map(({ from }) => from)).toEqual([
      "2031-04-21",
      "2031-04-28",
      "2031-05-05",
      "2031-05-12",
      "2031-05-19",
    ]);
    const week = per_m2.items[2];
    expect(week).toMatchObject({
      to: "2031-05-11",
      cost: { low: "20.00", median: "30.00", high: "100.00", estimates: 5 },
      carbon_kg: { low: 2, median: 4, high: 5, estimates: 5 },
    });
    expect(per_m2.items[0]).toMatchObject({ cost: null, carbon_kg: null });
    expect(per_m2.all.cost?.estimates).toBe(6);
    for (const gap of PER_M2_GAPS) {
      expect(per_m2.left_out[gap], gap).toBe(1);
      expect(await estimatesOf(admin, { ...RANGE, left_out: gap })).toEqual([gone[gap]]);
    }
    const of = { from: week?.from, to: week?.to };
    for (const figure of ["cost", "carbon"])
      expect(await estimatesOf(admin, { ...of, per_m2: figure })).toEqual(counted.sort());
    expect(await estimatesOf(admin, { ...RANGE, per_m2: "cost" })).toEqual(
      [...counted, gone.no_carbon].sort(),
    );
  });

  it("go by day for two weeks, by month for a year", async () => {
    await estimate({ at: "2031-05-06T00:00:00Z", set: costs(10) });
    const days = (await seen(admin, { from: "2031-05-06", to: "2031-05-12" })).per_m2;
    expect(days.step).toBe("day");
    expect(days.items.map(({ cost }) => cost?.median ?? null)).toEqual(["10.00", ...Array(6).fill(null)]);
    const months = (await seen(admin, { from: "2030-05-21", to: "2031-05-20" })).per_m2;
    expect(months.step).toBe("month");
    expect([months.items.at(0), months.items.at(-1)]).toMatchObject([
      { from: "2030-05-21", to: "2030-05-31", cost: null },
      { from: "2031-05-01", to: "2031-05-20", cost: { median: "10.00", estimates: 1 } },
    ]);
  });
});

describe("what waits", () => {
  it("counts what each list has, for admins", async () => {
    await file("2031-05-01T00:00:00Z", { status: "failed", failureCode: "x", failureMessage: "x" });
    const run = await modelledFile(await systemCtx(tenant.id), BUILDING);
    await estimateFile(await systemCtx(tenant.id), run);
    const [first, second] = [await estimate(), await estimate()];
    const editor = await as("editor");
    await changeReview(editor, first, { state: "in_review" });
    await changeReview(editor, second, { state: "in_review" });
    await changeReview(editor, second, { state: "draft", reason: "Not yet" });
    await addComment(editor, first, { body: `@{${tenant.members.admin.id}} have a look` });
    await withSystem((tx) =>
      tx.insert(tenantInvitations).values({
        tenantId: tenant.id,
        email: `old@${tenant.marker}.test`,
        tokenHash: randomUUID(),
        expiresAt: new Date(Date.now() - 1000),
      }),
    );
    await makeFinalInvoice(tenant.id, { status: "sent" });
    await makeFinalInvoice(tenant.id, { status: "overdue", dueInDays: -3 });
    await makeFinalInvoice(tenant.id, { status: "paid" });
    const { needs } = await seen(admin);
    expect(needs).toMatchObject({
      failed: 1,
      unknown_materials: 1,
      floor_area: 1,
      reviews: 1,
      invitations: { open: 1, expired: 1 },
      invoices: { open: 2, overdue: 1 },
    });
    for (const need of NEEDS) expect(await filesOf(admin, { needs: need }), need).toHaveLength(needs[need]);
    expect(await estimatesOf(admin, { review: "in_review" })).toEqual([first]);
    expect(await estimatesOf(admin, { review: "draft" })).toContain(second);
    expect(await estimatesOf(admin, { review: "approved" })).toEqual([]);
    const unread = await listNotices(admin, ListNotices.parse({ unread: "true", topic: "estimates" }));
    expect(unread.total).toBe(needs.estimate_notices);
    expect(unread.items.map(({ kind }) => kind)).toContain("comment_mention");
    const { items } = await listInvitations(admin);
    expect(items).toHaveLength(2);
    for (const [status, n] of [
      ["open", 2],
      ["overdue", 1],
      ["paid", 1],
    ] as const) {
      const list = await listInvoices(admin, ListInvoices.parse({ status }));
      expect([list.total, list.items.length], status).toEqual([n, n]);
    }
  });

  it("goes page by page with its filter", async () => {
    for (const status of ["sent", "overdue", "paid"] as const) await makeFinalInvoice(tenant.id, { status });
    const first = await listInvoices(admin, ListInvoices.parse({ status: "open", limit: 1 }));
    const next = Object.fromEntries(new URL(first.next ?? "", "http://x").searchParams);
    expect(next).toMatchObject({ status: "open" });
    const rest = await listInvoices(admin, ListInvoices.parse(next));
    expect([...first.items, ...rest.items].map(({ status }) => status).sort()).toEqual(["overdue", "sent"]);
    await estimate();
    await estimate();
    const page = await listEstimates(admin, ListEstimates.parse({ ...RANGE, per_m2: "cost", limit: 1 }));
    expect(Object.fromEntries(new URL(page.next ?? "", "http://x").searchParams)).toMatchObject({
      ...RANGE,
      per_m2: "cost",
    });
  });

  it("tells no role what it does not see, and a key of no person's notices", async () => {
    await makeFinalInvoice(tenant.id, { status: "overdue", dueInDays: -3 });
    for (const role of ["viewer", "editor"] as const) {
      const { needs } = await seen(await as(role));
      expect(needs, role).toMatchObject({ reviews: null, invitations: null, invoices: null });
      expect(needs.estimate_notices, role).toBe(0);
    }
    const headers = tenant.keys.admin;
    const answer = await (await call(dashboardRoute, "GET", { host: tenant.host, headers })).json();
    expect(answer.needs).toMatchObject({ estimate_notices: null, invoices: { open: 1, overdue: 1 } });
  });

  it("has the plan's shares as the usage page has them", async () => {
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ storageUsed: 5 * 2 ** 40 })
        .where(eq(tenants.id, tenant.id)),
    );
    const { quotas } = await seen(admin);
    expect(quotas.map(({ metric }) => metric)).toEqual(["files", "storage", "api_calls", "archive"]);
    const storage = quotas.find(({ metric }) => metric === "storage");
    expect(storage?.used).toBe(5 * 2 ** 40);
    expect(storage?.percentage).toBeCloseTo((5 * 2 ** 40 * 100) / (storage?.limit ?? 1), 1);
  });
});

describe("what is hidden", () => {
  it("is in no figure of another organisation, nor of whom its project is hidden from", async () => {
    const hidden = await estimate({ set: { ...costs(77), ...carbon(7) } });
    const failed = await file("2031-05-01T00:00:00Z", {
      status: "failed",
      failureCode: "x",
      failureMessage: "x",
    });
    const editor = await as("editor");
    await changeReview(editor, hidden, { state: "in_review" });
    await hideThing(tenant, "estimate", hidden);
    await hideThing(tenant, "file", failed);
    const other = await makeFixture();
    const stranger = (await memberCtx(other, other.members.admin.id)).ctx;
    for (const ctx of [await as("viewer"), await as("editor"), stranger]) {
      const data = await seen(ctx);
      expect(data.in_range).toEqual({ files: 0, estimates: 0 });
      expect(data.per_m2.all).toEqual({ cost: null, carbon_kg: null });
      expect(Object.values(data.per_m2.left_out).every((n) => n === 0)).toBe(true);
      expect(data.by_project.total).toMatchObject({ estimates: 0, cost: "0.00", carbon_kg: 0 });
      expect(data.needs.failed).toBe(0);
      expect(data.needs.reviews ?? 0).toBe(0);
      const text = JSON.stringify(data);
      for (const id of [hidden, failed]) expect(text).not.toContain(id);
      for (const query of [RANGE, { per_m2: "cost" }, { review: "in_review" }, { review: "draft" }])
        expect(await estimatesOf(ctx, query)).not.toContain(hidden);
    }
    const whole = await seen(admin);
    expect(whole).toMatchObject({ in_range: { files: 1, estimates: 1 }, needs: { failed: 1, reviews: 1 } });
    expect(whole.per_m2.all.cost?.median).toBe("77.00");
    const project_id = whole.by_project.items.find(({ estimates }) => estimates === 1)?.id ?? "";
    await expect(seen(await as("viewer"), { project_id })).rejects.toMatchObject({
      code: "project_not_found",
    });
    expect((await seen(admin, { project_id })).in_range.estimates).toBe(1);
  });
});
