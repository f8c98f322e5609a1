import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { withSystem } from "#db/tenant.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { LOOKED_THROUGH, QuickSearch, quickSearch } from "./quick-search.ts";

let tenant: Fixture;
let estimateId: string;
let invoice: Awaited<ReturnType<typeof makeFinalInvoice>>;

beforeAll(async () => {
  tenant = await makeFixture();
  const ctx = await systemCtx(tenant.id);
  const open = await createProject(ctx, { name: "Harbour school", description: "", is_restricted: false });
  const hidden = await createProject(ctx, { name: "Harbour secret", description: "", is_restricted: true });
  for (const n of [1, 2, 3, 4, 5, 6]) await makeFile(tenant, { filename: `Harbour block ${n}.ifc` });
  await makeFile(tenant, { filename: "Harbour main.ifc", projectId: open.id });
  await makeFile(tenant, { filename: "Harbour safe.ifc", projectId: hidden.id });
  await makeFile(tenant, { filename: "100%_Übersicht.ifc" });
  const estimate = { materials: { concrete: { quantity: 3, unit: "m3" } }, location: "US average" };
  const made = await createEstimate(
    ctx,
    CreateEstimate.parse({ ...estimate, labor_rate: 45, equipment_rate: 75, description: "Harbour wall" }),
  );
  estimateId = made.id;
  invoice = await makeFinalInvoice(tenant.id);
});
afterAll(closePools);

const search = async (q: string, role: Role = "admin", reach?: "all") =>
  quickSearch((await memberCtx(tenant, tenant.members[role].id)).ctx, QuickSearch.parse({ q, reach }));
const names = (hits: { name: string }[]) => hits.map(({ name }) => name);

describe("the quick search", () => {
  it("answers the newest few of each kind that carry every word, in any order and case", async () => {
    const { files, estimates, projects } = await search("harbour");
    expect(files).toHaveLength(5);
    expect(names(files).slice(0, 2)).toEqual(["Harbour safe.ifc", "Harbour main.ifc"]);
    expect(estimates).toMatchObject([{ id: estimateId, context: null }]);
    expect(names(projects)).toEqual(["Harbour secret", "Harbour school"]);
    const { files: main } = await search("MAIN  harb");
    expect(main).toMatchObject([{ name: "Harbour main.ifc", context: "Harbour school" }]);
    expect((await search("harbour nowhere")).files).toEqual([]);
  });

  it("takes the signs of patterns as they stand, and letters beyond ASCII in either case", async () => {
    expect(names((await search("100%_")).files)).toEqual(["100%_Übersicht.ifc"]);
    expect(names((await search("über")).files)).toEqual(["100%_Übersicht.ifc"]);
    expect((await search("1_0%")).files).toEqual([]);
  });

  it("says nothing of a hidden project, nor of invoices to who may not see them", async () => {
    const seen = await search("harbour", "editor");
    expect(names(seen.projects)).toEqual(["Harbour school"]);
    expect(names(seen.files)).not.toContain("Harbour safe.ifc");
    const number = invoice.number ?? "";
    expect((await search(number)).invoices).toMatchObject([{ name: number }]);
    expect((await search(number, "editor")).invoices).toEqual([]);
  });

  it("finds an invoice by its month", async () => {
    const [found] = (await search(invoice.number ?? "")).invoices;
    expect(found?.context).toMatch(/^\d{4}-\d{2}$/);
    expect((await search(found?.context ?? "")).invoices).toMatchObject([{ name: invoice.number }]);
  });

  it("looks through the newest first, says that there are older names, and through all when asked", async () => {
    const before = await search("harbour wall");
    expect(before.estimates[0]?.id).toBe(estimateId);
    expect(before.older).toBe(false);
    await withSystem(async (tx) => {
      const [row] = await tx.select().from(costEstimates).where(eq(costEstimates.id, estimateId));
      if (!row) throw new Error("No estimate was made");
      for (let at = 0; at < LOOKED_THROUGH; at += 1000)
        await tx.insert(costEstimates).values(
          Array.from({ length: 1000 }, () => ({
            ...row,
            id: crypto.randomUUID(),
            tenantId: tenant.id,
            fileId: null,
            projectId: null,
            createdAt: new Date(),
            name: "Newer",
          })),
        );
    });
    expect(await search("harbour wall")).toMatchObject({ estimates: [], older: true });
    const all = await search("harbour wall", "admin", "all");
    expect(all).toMatchObject({ estimates: [{ id: estimateId }], older: false });
    // Of files there are few, and of such names enough among the newest.
    expect(await search("newer")).toMatchObject({ estimates: { length: 5 }, older: false });
    expect(names((await search("harbour", "editor", "all")).files)).not.toContain("Harbour safe.ifc");
  });
});
