import { randomUUID } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { DELETE } from "#app/api/admin/tenants/[slug]/route.ts";
import { closePools, pool } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { billingAccounts, planChanges } from "#db/schema/billing.ts";
import { files } from "#db/schema/files.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { jobRuns, outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { createUpload } from "#lib/files/create-upload.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { moveStorage } from "#lib/usage/move-storage.ts";
import { confirmationRequired, deleteTenant } from "./delete-tenant.ts";
import { operatorChangeTenant } from "./operator-change-tenant.ts";
import { operatorListTenants } from "./operator-tenants.ts";
import { tenantTables } from "./tenant-data.ts";

afterAll(closePools);

const OPERATOR = { authorization: "Bearer operator-token-of-the-tests", origin: "" };

describe("an organisation without finalised invoices", () => {
  it("goes with everything it has; its members' accounts and everybody else's things stay", async () => {
    const [gone, other] = [await fullTenant(), await fullTenant()];
    const before = await rowsOf(other.id);
    const deletion = await deleteTenant({ slug: gone.slug, confirmed: true });
    expect(deletion).toMatchObject({ deleted: true, members: 3, invoices: { drafts: 1, kept: 0 } });
    expect(deletion.files).toBeGreaterThan(0);
    expect(await rowsOf(gone.id)).toEqual({});
    expect(await rowsOf(other.id)).toEqual(before);
    const [admin] = await withSystem((tx) =>
      tx.select().from(users).where(eq(users.id, gone.members.admin.id)),
    );
    expect(admin?.email).toBe(gone.members.admin.email);
    expect(await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, gone.id)))).toEqual([]);
    await expect(deleteTenant({ slug: gone.slug, confirmed: true })).rejects.toMatchObject({
      code: "tenant_not_found",
    });
    // The address is free.
    await expect(makeTenant({ slug: gone.slug })).resolves.toMatchObject({ slug: gone.slug });
  });

  it("announces the removal of its objects and nothing else, and ends its runs", async () => {
    const gone = await fullTenant();
    const run = { functionId: "construction-ai-process-file", event: {}, places: [], placeKey: "" };
    const [open, ended] = await withSystem(async (tx) => {
      await tx.insert(outbox).values({ tenantId: gone.id, name: "file/uploaded", data: {} });
      return tx
        .insert(jobRuns)
        .values([
          { ...run, tenantId: gone.id, status: "sleeping" as const },
          { ...run, tenantId: gone.id, status: "completed" as const, finishedAt: new Date() },
        ])
        .returning({ id: jobRuns.id });
    });
    await deleteTenant({ slug: gone.slug, confirmed: true });
    const events = await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, gone.id)));
    expect(events).toMatchObject([{ name: "tenant/deleted", data: { tenant_id: gone.id } }]);
    const runs = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.tenantId, gone.id)));
    expect(Object.fromEntries(runs.map(({ id, status }) => [id, status]))).toEqual({
      [open?.id ?? ""]: "cancelled",
      [ended?.id ?? ""]: "completed",
    });
  });

  it("stays as it is until the deletion is confirmed, and it is told what would go", async () => {
    const tenant = await fullTenant();
    const before = await rowsOf(tenant.id);
    const found = await deleteTenant({ slug: tenant.slug, confirmed: false });
    expect(found).toMatchObject({ deleted: false, members: 3, invoices: { drafts: 1, kept: 0 } });
    const refusal = confirmationRequired(found, "Say yes.");
    expect(refusal.code).toBe("confirmation_required");
    for (const part of [
      tenant.slug,
      `${found.files} files`,
      `${found.storage_bytes} bytes`,
      "3 people",
      "Say yes.",
    ])
      expect(refusal.message).toContain(part);
    expect(await rowsOf(tenant.id)).toEqual(before);
  });

  it("is told while somebody is at work on it; its deletion then ends its runs and asks to try again", async () => {
    const tenant = await fullTenant();
    const run = { functionId: "construction-ai-process-file", event: {}, places: [], placeKey: "" };
    await withSystem((tx) => tx.insert(jobRuns).values({ ...run, tenantId: tenant.id, status: "sleeping" }));
    const before = await rowsOf(tenant.id);
    await withSystem(async (tx) => {
      await tx.select().from(files).where(eq(files.tenantId, tenant.id)).for("update");
      await tx.select().from(tenants).where(eq(tenants.id, tenant.id)).for("update");
      expect(await deleteTenant({ slug: tenant.slug, confirmed: false })).toMatchObject({ deleted: false });
      await expect(deleteTenant({ slug: tenant.slug, confirmed: true })).rejects.toMatchObject({
        status: 409,
        code: "tenant_busy",
        message: expect.stringContaining("try again"),
      });
    });
    expect(await rowsOf(tenant.id)).toEqual(before);
    const runs = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.tenantId, tenant.id)));
    expect(runs.map(({ status }) => status)).toEqual(["cancelled"]);
    await deleteTenant({ slug: tenant.slug, confirmed: true });
    expect(await rowsOf(tenant.id)).toEqual({});
  });

  it("goes as a whole while its files come and go", async () => {
    const gone = await fullTenant();
    const ctx = await systemCtx(gone.id);
    const going = await Promise.all([makeFile(gone), makeFile(gone), makeFile(gone)]);
    const under = Promise.allSettled([
      ...going.map(({ id }) => deleteFile(ctx, id)),
      ...going.map(() => createUpload(ctx, { filename: "late.ifc", size: 10, temporary: false })),
    ]);
    await deleteTenant({ slug: gone.slug, confirmed: true });
    await under;
    expect(await rowsOf(gone.id)).toEqual({});
  });
});

describe("an organisation with finalised invoices", () => {
  it("stays as a closed record with its accounts, without an address and without people", async () => {
    const gone = await fullTenant();
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ domain: `${gone.slug}.example` })
        .where(eq(tenants.id, gone.id)),
    );
    const invoiceId = await makeInvoice(gone.id, "paid", "2026-01-01");
    const owed = { tenantId: gone.id, name: "invoice/settled", data: { tenant_id: gone.id } };
    await withSystem((tx) => tx.insert(outbox).values([owed, { ...owed, name: "file/uploaded" }]));
    const deletion = await deleteTenant({ slug: gone.slug, confirmed: true });
    expect(deletion).toMatchObject({ deleted: true, invoices: { drafts: 1, kept: 1 } });

    // What is owed to payer and Stripe goes on.
    const events = await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, gone.id)));
    expect(events.map(({ name }) => name).sort()).toEqual(["invoice/settled", "tenant/deleted"]);
    const [account] = await withSystem((tx) =>
      tx.select().from(billingAccounts).where(eq(billingAccounts.tenantId, gone.id)),
    );
    expect(account?.contacts).toEqual([gone.members.admin.email]);
    const rows = await rowsOf(gone.id);
    expect(Object.keys(rows).sort()).toEqual([
      "audit_chain",
      "audit_logs",
      "billing_accounts",
      "invoice_lines",
      "invoices",
      "plan_changes",
      "usage_events",
      "usage_metrics",
    ]);
    expect(rows).toMatchObject({ invoices: 1, invoice_lines: 1 });
    const [line] = await withSystem((tx) =>
      tx.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId)),
    );
    expect(line).toMatchObject({ description: "Pro, January", amountMinor: 9900 });
    const [record] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, gone.id)));
    expect(record).toMatchObject({
      name: `Name ${gone.marker}`,
      slug: `closed-${gone.id}`,
      domain: null,
      isActive: false,
      storageUsed: 0,
      storageReserved: 0,
      fileCount: 0,
    });
    const logged = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, gone.id)),
    );
    expect(logged.filter(({ targetType }) => targetType !== "tenant")).toEqual([]);
    // What is left of it can still be verified, and what went is told.
    expect(await verifyTenantLog(gone.id)).toMatchObject({ verified: true, rows: logged.length });
    expect(logged.find(({ action }) => action === "tenant.deleted")).toMatchObject({
      actor: "operator",
      detail: { slug: gone.slug, members: 3, deleted: true },
    });

    await expect(makeTenant({ slug: gone.slug })).resolves.toMatchObject({ slug: gone.slug });
    const plans = await withSystem((tx) =>
      tx
        .select()
        .from(planChanges)
        .where(eq(planChanges.tenantId, gone.id))
        .orderBy(desc(planChanges.effectiveAt)),
    );
    expect(plans[0]).toMatchObject({ planId: "free", requestedBy: "operator" });
    expect((await operatorListTenants()).map(({ tenant_id }) => tenant_id)).not.toContain(gone.id);
    for (const again of [
      () => deleteTenant({ slug: `closed-${gone.id}`, confirmed: true }),
      () => operatorChangeTenant(`closed-${gone.id}`, { suspended: false }),
    ])
      await expect(again()).rejects.toMatchObject({ code: "tenant_not_found" });
  });
});

it("stays as a closed record while its paid plan's last days are to be billed", async () => {
  const gone = await fullTenant("pro");
  const move = { tenantId: gone.id, fileId: randomUUID(), moveId: randomUUID(), bytes: 100 };
  await withSystem((tx) => moveStorage(tx, { ...move, to: "archive" }));
  expect(await deleteTenant({ slug: gone.slug, confirmed: true })).toMatchObject({
    invoices: { kept: 0 },
    storage_bytes: 1000,
  });
  expect(Object.keys(await rowsOf(gone.id))).toContain("usage_events");
  const [record] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, gone.id)));
  expect(record).toMatchObject({ slug: `closed-${gone.id}`, subscriptionTier: "free", isActive: false });
  // What it stored and archived is metered until now.
  expect(record).toMatchObject({ storageUsed: 0, archiveUsed: 0 });
  const metered = await withSystem((tx) =>
    tx.execute(sql`select sum(quantity)::int as bytes from usage_events where tenant_id = ${gone.id}
      and kind in ('storage_delta', 'archive_delta') group by kind`),
  );
  expect(metered.map(({ bytes }) => bytes)).toEqual([0, 0]);
});

describe("DELETE /api/admin/tenants/{slug}", () => {
  it("is the same deletion; with dry_run it only tells", async () => {
    const tenant = await makeFixture();
    const remove = (query = "") =>
      call(DELETE, "DELETE", { headers: OPERATOR, params: { slug: tenant.slug }, query });
    const told = await (await remove("?dry_run=true")).json();
    expect(told).toMatchObject({ tenant_id: tenant.id, deleted: false, files: 1, storage_bytes: 100 });
    const answer = await remove();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ...told, deleted: true });
    const again = await remove();
    expect(again.status).toBe(404);
    expect(await problemOf(again)).toMatchObject({ code: "tenant_not_found" });
  });
});

it("knows every table that holds a tenant's rows", async () => {
  const columns = await pool("cai_system").sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' and table_name not in ('outbox', 'job_runs')
      and not (select relispartition from pg_class where oid = table_name::regclass)`;
  expect(tenantTables()).toHaveLength(columns.length);
  expect(columns.length).toBeGreaterThan(20);
});

/** A tenant with something of everything that a person can make, a draft invoice, and a session. */
async function fullTenant(plan: "free" | "pro" = "free"): Promise<Fixture> {
  const tenant = await makeFixture();
  await withSystem((tx) =>
    tx.update(tenants).set({ subscriptionTier: plan }).where(eq(tenants.id, tenant.id)),
  );
  const ctx = await systemCtx(tenant.id);
  await estimateFile(
    ctx,
    await modelledFile(ctx, [
      { ifcClass: "IfcWall", storey: 0, quantities: { volumeM3: 2 }, materials: [["Concrete C30/37"]] },
    ]),
  );
  await makeFile(tenant, { status: "pending", size: 1000 });
  await makeSession(tenant.members.admin.id, tenant.id);
  await makeInvoice(tenant.id, "draft", "2026-02-01");
  await withSystem((tx) =>
    tx
      .insert(usageEvents)
      .values({ tenantId: tenant.id, key: randomUUID(), kind: "api_call", quantity: "1" }),
  );
  const elsewhere = await makeTenant();
  await withSystem((tx) =>
    tx
      .insert(memberships)
      .values({ tenantId: elsewhere.id, userId: tenant.members.editor.id, role: "viewer" }),
  );
  return tenant;
}

async function makeInvoice(tenantId: string, status: "draft" | "paid", from: string): Promise<string> {
  return withSystem(async (tx) => {
    const [invoice] = await tx
      .insert(invoices)
      .values({
        tenantId,
        planId: "pro",
        currency: "USD",
        minorDigits: 2,
        billingPeriodStart: from,
        billingPeriodEnd: from,
        baseMinor: 9900,
        usageMinor: 0,
        subtotalMinor: 9900,
        taxRate: "0",
        taxMinor: 0,
        totalMinor: 9900,
      })
      .returning({ id: invoices.id });
    if (!invoice) throw new Error("No invoice was made");
    await tx.insert(invoiceLines).values({
      tenantId,
      invoiceId: invoice.id,
      position: 1,
      kind: "base",
      description: "Pro, January",
      quantity: "1",
      unit: "month",
      unitPrice: "99.00",
      amountMinor: 9900,
    });
    if (status === "paid") {
      const number = randomUUID();
      await tx.update(invoices).set({ number, status: "finalised" }).where(eq(invoices.id, invoice.id));
      await tx.update(invoices).set({ status }).where(eq(invoices.id, invoice.id));
    }
    return invoice.id;
  });
}

/** Rows of each of the database's tables that name this tenant, jobs and their events apart. */
async function rowsOf(tenantId: string): Promise<Record<string, number>> {
  const { sql: query } = pool("cai_system");
  const tables = await query<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' and table_name not in ('outbox', 'job_runs')
      and not (select relispartition from pg_class where oid = table_name::regclass)`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await query<
      { n: number }[]
    >`select count(*)::int as n from ${query(name)} where tenant_id = ${tenantId}`;
    if (row?.n) counts[name] = row.n;
  }
  return counts;
}
