import { and, count, eq, gt, isNull, notInArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { isLockTimeout } from "#db/error-code.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships } from "#db/schema/auth.ts";
import { invoices, planChanges } from "#db/schema/billing.ts";
import { files } from "#db/schema/files.ts";
import { jobRuns, outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { REQUEST_LIMITS, withSystem } from "#db/tenant.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { logger } from "#lib/observability/logger.ts";
import { closedSlug, isClosed } from "#lib/tenancy/closed.ts";
import { ACCOUNTS, deleteTenantData } from "#lib/tenancy/tenant-data.ts";
import { recordUsage } from "#lib/usage/record.ts";

/** What goes with an organisation, or went. Sizes in bytes. */
export interface TenantDeletion {
  tenant_id: string;
  slug: string;
  name: string;
  deleted: boolean;
  files: number;
  storage_bytes: number;
  members: number;
  /** Drafts go; finalised invoices stay, with the usage behind their lines, under a closed organisation without an address. */
  invoices: { drafts: number; kept: number };
}

/**
 * An operator's deletion of an organisation with everything it has. Without `confirmed` nothing is done, and what would
 * go is told. Accounts of members stay, also those that belong to no organisation any more. Finalised invoices are never
 * lost: with any, or on a paid plan, whose last days the next invoice bills, the organisation stays as a closed record and
 * only its address is free again. Its objects go by a job that is announced in the same transaction; its runs under way are cancelled before, so that no further step of theirs
 * gets its files.
 * Throws `NotFound` for an organisation that is not there, `Conflict` (`tenant_busy`) when somebody is still at work on it.
 */
export async function deleteTenant(input: { slug: string; confirmed: boolean }): Promise<TenantDeletion> {
  if (!input.confirmed) return withSystem(async (tx) => countOf(tx, await findTenant(tx, input.slug)));
  await withSystem(async (tx) => stopWork(tx, (await findTenant(tx, input.slug)).id)).catch(refuseWhenBusy);
  const deletion = await deleteConfirmed(input.slug).catch(refuseWhenBusy);
  logger().info({ deletion }, "an organisation was deleted");
  return deletion;
}

/** Waits for nobody longer than a request may, but takes the time that the deletion itself needs. */
function deleteConfirmed(slug: string): Promise<TenantDeletion> {
  return withSystem(
    async (tx) => {
      const tenant = await lockTenant(tx, slug);
      const found = await countOf(tx, tenant);
      // A paid plan's last days are still to be billed.
      const accounts = found.invoices.kept > 0 || tenant.plan !== "free";
      // Once more: work may have been announced since.
      await stopWork(tx, tenant.id);
      await tx.delete(invoices).where(and(eq(invoices.tenantId, tenant.id), eq(invoices.status, "draft")));
      if (accounts) await keepContacts(tx, tenant.id);
      await deleteTenantData(tx, tenant.id, accounts ? ACCOUNTS : []);
      if (accounts) await close(tx, found);
      else await tx.delete(tenants).where(eq(tenants.id, tenant.id));
      await emit(tx, { name: "tenant/deleted", data: { tenant_id: tenant.id } });
      return { ...found, deleted: true };
    },
    { ...REQUEST_LIMITS, statementMs: 0 },
  );
}

function refuseWhenBusy(error: unknown): never {
  if (!isLockTimeout(error)) throw error;
  throw new Conflict(
    "tenant_busy",
    "Work of this organisation is still under way, so nothing of it was deleted. Its runs are told to end; try again in a minute.",
  );
}

/** Refuses with what would go, in words. */
export function confirmationRequired(found: TenantDeletion, how: string): Conflict {
  const { kept, drafts } = found.invoices;
  return new Conflict(
    "confirmation_required",
    `This would delete ${found.name} (${found.slug}) for good: ${found.files} files with ${found.storage_bytes} bytes, the membership of ${found.members} people, ${drafts} draft invoices; ${kept} finalised invoices would be kept. ${how}`,
    { would_delete: found },
  );
}

/** Files first, then the organisation, as everybody takes them who changes a file: so none waits for another in a circle. */
async function lockTenant(tx: Transaction, slug: string) {
  const known = await findTenant(tx, slug);
  await tx.select({ id: files.id }).from(files).where(eq(files.tenantId, known.id)).for("update");
  const [tenant] = await tx
    .select(TENANT)
    .from(tenants)
    .where(and(eq(tenants.slug, slug), eq(tenants.id, known.id)))
    .for("update");
  return tenant ?? notThere(slug);
}

async function findTenant(tx: Transaction, slug: string) {
  const [tenant] = isClosed(slug) ? [] : await tx.select(TENANT).from(tenants).where(eq(tenants.slug, slug));
  return tenant ?? notThere(slug);
}

const TENANT = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  bytes: tenants.storageUsed,
  plan: tenants.subscriptionTier,
};

function notThere(slug: string): never {
  throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
}

async function countOf(
  tx: Transaction,
  tenant: { id: string; slug: string; name: string; bytes: number },
): Promise<TenantDeletion> {
  const [fileRows] = await tx.select({ n: count() }).from(files).where(eq(files.tenantId, tenant.id));
  const [members] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(eq(memberships.tenantId, tenant.id));
  const [bills] = await tx
    .select({
      drafts: sql<number>`count(*) filter (where ${invoices.status} = 'draft')::int`,
      kept: sql<number>`count(*) filter (where ${invoices.status} <> 'draft')::int`,
    })
    .from(invoices)
    .where(eq(invoices.tenantId, tenant.id));
  return {
    tenant_id: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    deleted: false,
    files: fileRows?.n ?? 0,
    storage_bytes: tenant.bytes,
    members: members?.n ?? 0,
    invoices: bills ?? { drafts: 0, kept: 0 },
  };
}

/** What an invoice still owes its payer and Stripe goes on: the organisation's accounts stay. */
const MONEY_EVENTS = ["invoice/finalised", "invoice/settled", "invoice/notice", "stripe/event.received"];
const MONEY_JOBS = "-(send-invoice|settle-invoice|mail-invoice-notice|process-stripe-event)$";

/** Events not announced yet are not any more, and runs end: what a step under way still gives is dropped. */
async function stopWork(tx: Transaction, tenantId: string): Promise<void> {
  await tx
    .delete(outbox)
    .where(
      and(eq(outbox.tenantId, tenantId), isNull(outbox.deliveredAt), notInArray(outbox.name, MONEY_EVENTS)),
    );
  await tx
    .update(jobRuns)
    .set({
      status: "cancelled",
      owner: null,
      fence: sql`${jobRuns.fence} + 1`,
      finishedAt: sql`now()`,
      updatedAt: sql`now()`,
      error: { name: "Cancelled", message: "The organisation was deleted" },
    })
    .where(
      and(
        eq(jobRuns.tenantId, tenantId),
        isNull(jobRuns.finishedAt),
        sql`${jobRuns.functionId} !~ ${MONEY_JOBS}`,
      ),
    );
}

/** The admins, who are members no more, are still to get the last invoice. */
async function keepContacts(tx: Transaction, tenantId: string): Promise<void> {
  await tx.execute(sql`
    update billing_accounts a set contacts = array(
      select distinct contact from unnest(a.contacts || array(
        select u.email::text from memberships m join users u on u.id = m.user_id
        where m.tenant_id = a.tenant_id and m.role = 'admin')) as contact)
    where a.tenant_id = ${tenantId}`);
}

/**
 * Of the audit log stays what is about invoices and the organisation itself; the rest tells of people and files that are
 * gone. What it stored is metered until now.
 */
async function close(tx: Transaction, found: TenantDeletion): Promise<void> {
  const { tenant_id: tenantId, slug, name, ...detail } = found;
  await tx
    .delete(auditLogs)
    .where(and(eq(auditLogs.tenantId, tenantId), notInArray(auditLogs.targetType, ["invoice", "tenant"])));
  const [release] = await tx.execute<{
    bytes: string;
  }>(sql`select (-coalesce(sum(quantity), 0))::text as bytes
    from usage_events where tenant_id = ${tenantId} and kind = 'storage_delta'`);
  if (release && Number(release.bytes) !== 0)
    await recordUsage(tx, {
      tenantId,
      key: "storage:closed",
      kind: "storage_delta",
      quantity: release.bytes,
    });
  await tx
    .delete(planChanges)
    .where(and(eq(planChanges.tenantId, tenantId), gt(planChanges.effectiveAt, sql`now()`)));
  await tx.insert(planChanges).values({
    tenantId,
    effectiveAt: sql`now()`,
    planId: "free",
    requestedBy: "operator",
    appliedAt: sql`now()`,
  });
  await tx
    .update(tenants)
    .set({
      subscriptionTier: "free",
      slug: closedSlug(tenantId),
      domain: null,
      logoUrl: null,
      isActive: false,
      storageUsed: 0,
      storageReserved: 0,
    })
    .where(eq(tenants.id, tenantId));
  await tx.insert(auditLogs).values({
    tenantId,
    actor: "operator",
    action: "tenant.deleted",
    targetType: "tenant",
    targetId: tenantId,
    detail: { ...detail, slug, name, deleted: true },
  });
}
