import { and, count, eq, gt, isNull, notInArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { isLockTimeout } from "#db/error-code.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { memberships } from "#db/schema/auth.ts";
import { planChanges } from "#db/schema/billing.ts";
import { files } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import { jobRuns, outbox } from "#db/schema/jobs.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { tenants } from "#db/schema/tenants.ts";
import { REQUEST_LIMITS, withSystem } from "#db/tenant.ts";
import { totalPartsOf } from "#lib/archival/totals.ts";
import { auditAs } from "#lib/audit/record.ts";
import { KEPT_OF_CLOSED, removeAuditRows } from "#lib/audit/retention.ts";
import { config } from "#lib/config/index.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { refuseHeldTenant } from "#lib/files/legal-hold.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { logger } from "#lib/observability/logger.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { closedSlug, isClosed } from "#lib/tenancy/closed.ts";
import { ACCOUNTS, deleteTenantData } from "#lib/tenancy/tenant-data.ts";
import { recordUsage } from "#lib/usage/record.ts";

/** What goes with an organisation, or went. Sizes in bytes, archived ones among them. */
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
 * The deletion of an organisation with everything it has, by an operator or because its admins asked for it. Without `confirmed` nothing is done, and what would
 * go is told. Accounts of members stay, also those that belong to no organisation any more. Finalised invoices are never
 * lost: with any, or on a paid plan, whose last days the next invoice bills, the organisation stays as a closed record and
 * only its address is free again. Its objects go by a job that is announced in the same transaction; its runs under way are cancelled before, so that no further step of theirs
 * gets its files.
 * Throws `NotFound` for an organisation that is not there, `Conflict`: `tenant_busy` when somebody is still at work on it,
 * `legal_hold` when anything of it is on hold.
 */
export async function deleteTenant(input: {
  slug: string;
  confirmed: boolean;
  /** An operator; or `request`: only what an admin asked to be deleted, and whose time has come. */
  by?: By;
}): Promise<TenantDeletion> {
  const { slug, by = COMMAND } = input;
  if (!input.confirmed) return withSystem(async (tx) => countOf(tx, await findTenant(tx, slug)));
  await withSystem(async (tx) => {
    const tenant = await findTenant(tx, slug);
    if (by === "request") mustBeDue(tenant);
    await refuseHeldTenant(tx, tenant.id);
    await stopWork(tx, tenant.id);
  }).catch(refuseWhenBusy);
  const deletion = await deleteConfirmed(slug, by).catch(refuseWhenBusy);
  logger().info({ deletion }, "an organisation was deleted");
  return deletion;
}

type By = OperatorCtx | "request";

/** Waits for nobody longer than a request may, but takes the time that the deletion itself needs. */
function deleteConfirmed(slug: string, by: By): Promise<TenantDeletion> {
  return withSystem(
    async (tx) => {
      const tenant = await lockTenant(tx, slug);
      if (by === "request") mustBeDue(tenant);
      await refuseHeldTenant(tx, tenant.id);
      const found = await countOf(tx, tenant);
      // A paid plan's last days are still to be billed.
      const accounts = found.invoices.kept > 0 || tenant.plan !== "free";
      // Once more: work may have been announced since.
      await stopWork(tx, tenant.id);
      await tx.delete(invoices).where(and(eq(invoices.tenantId, tenant.id), eq(invoices.status, "draft")));
      if (accounts) await keepContacts(tx, tenant.id);
      await totalPartsOf(tx, tenant.id);
      await deleteTenantData(tx, tenant.id, accounts ? ACCOUNTS : []);
      await forgetMails(tx, tenant);
      if (accounts) await close(tx, found, by);
      else await tx.delete(tenants).where(eq(tenants.id, tenant.id));
      if (by !== "request") {
        const { tenant_id, ...detail } = found;
        await recordDeed(tx, by, "tenant.deleted", detail, tenant_id);
      }
      await emit(tx, { name: "tenant/deleted", data: { tenant_id: tenant.id } });
      return { ...found, deleted: true };
    },
    { ...REQUEST_LIMITS, statementMs: 0 },
  );
}

/** A request whose time has come cannot be taken back any more, so it is due once and for all. */
function mustBeDue({ slug, deletionDueAt }: { slug: string; deletionDueAt: Date | null }): void {
  if (!deletionDueAt || deletionDueAt > new Date())
    throw new Conflict("deletion_not_due", `The deletion of ${slug} is not due. Nothing of it was deleted.`);
}

/** Mails that were caught in place of being sent: every one to its people leads to one of its addresses. */
async function forgetMails(tx: Transaction, { slug, domain }: { slug: string; domain: string | null }) {
  const hosts = [`//${slug}.${config().rootDomain}`, ...(domain ? [`//${domain}`] : [])];
  for (const host of hosts)
    await tx.delete(caughtMails).where(sql`position(${host} in ${caughtMails.text}) > 0`);
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
  bytes: sql<number>`${tenants.storageUsed} + ${tenants.archiveUsed}`.mapWith(Number),
  plan: tenants.subscriptionTier,
  domain: tenants.domain,
  deletionDueAt: tenants.deletionDueAt,
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
async function close(tx: Transaction, found: TenantDeletion, by: By): Promise<void> {
  const { tenant_id: tenantId, slug, name, ...detail } = found;
  const releases = await tx.execute<{ kind: "storage_delta" | "archive_delta"; bytes: string }>(sql`
    select kind, (-sum(quantity))::text as bytes from usage_events
    where tenant_id = ${tenantId} and kind in ('storage_delta', 'archive_delta')
    group by kind having sum(quantity) <> 0 order by kind desc`);
  for (const { kind, bytes } of releases)
    await recordUsage(tx, {
      tenantId,
      key: kind === "storage_delta" ? "storage:closed" : "archive:closed",
      kind,
      quantity: bytes,
    });
  await tx
    .delete(planChanges)
    .where(and(eq(planChanges.tenantId, tenantId), gt(planChanges.effectiveAt, sql`now()`)));
  await tx.insert(planChanges).values({
    tenantId,
    effectiveAt: sql`now()`,
    planId: "free",
    requestedBy: by === "request" ? by : by.actor,
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
      archiveUsed: 0,
      storageReserved: 0,
      deletionDueAt: null,
      deletionRequestedBy: null,
    })
    .where(eq(tenants.id, tenantId));
  await removeAuditRows(tx, tenantId, new Date(), KEPT_OF_CLOSED);
  await tx.delete(archivedLogs).where(eq(archivedLogs.tenantId, tenantId));
  await auditAs(
    tx,
    { tenantId, actor: by === "request" ? "system" : by.actor },
    "tenant.deleted",
    { type: "tenant", id: tenantId },
    { ...detail, slug, name, deleted: true },
  );
}
