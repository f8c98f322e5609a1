import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit, auditAs } from "#lib/audit/record.ts";
import type { TxtAnswer } from "#lib/dns/resolver.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { findDomain } from "./find-domain.ts";
import { lockDomain } from "./lock-domain.ts";
import { type DomainRow, LOST_DAYS, recordName, WARN_DAYS } from "./views.ts";

const DAY_MS = 86_400_000;

interface Check {
  tenantId: string;
  id: string;
  answer: TxtAnswer;
  /** Who asked; none: the job. */
  by?: Ctx;
  now?: Date;
}

/**
 * What a look at DNS means for a claim. Found: it is the organisation's, unless another one has proven it and its record is
 * still there as well. Gone: it counts for some days more, its admins are told, then it does not. An outage of DNS decides
 * nothing.
 */
export async function settleCheck({ tenantId, id, answer, by, now = new Date() }: Check): Promise<DomainRow> {
  return withSystem(async (tx) => {
    const { domain } = await findDomain(tx, tenantId, id);
    await lockDomain(tx, domain);
    const row = await findDomain(tx, tenantId, id);
    if (answer.kind === "unavailable")
      return note(tx, row, {
        // What was found before stands.
        problem: row.problem ?? (row.verifiedAt ? null : UNAVAILABLE),
        checkedAt: now,
      });
    const records = answer.kind === "records" ? answer.records : [];
    if (!records.includes(row.token)) return missing(tx, row, records, now);
    const holder = await otherHolder(tx, row, records);
    if (holder) return note(tx, row, { problem: TAKEN, checkedAt: now });
    if (row.use === "address" && row.verifiedAt === null)
      await tx.update(tenants).set({ domain }).where(eq(tenants.id, tenantId));
    if (row.verifiedAt === null) {
      const target = { type: "domain", id };
      const change = { before: { verified: false }, after: { verified: true } };
      if (by) await audit(by, tx, "domain.verified", target, { domain, use: row.use }, change);
      else await auditAs(tx, { tenantId, actor: "system" }, "domain.verified", target, { domain }, change);
    }
    return note(tx, row, { verifiedAt: now, checkedAt: now, problem: null });
  });
}

const UNAVAILABLE = keptText("dns_unavailable");
const TAKEN = keptText("domain_taken");

async function note(
  tx: Transaction,
  row: DomainRow,
  values: Partial<typeof tenantDomains.$inferInsert>,
): Promise<DomainRow> {
  const [after] = await tx.update(tenantDomains).set(values).where(eq(tenantDomains.id, row.id)).returning();
  if (!after) throw new Error(`Domain ${row.id} went while it was held`);
  return after;
}

async function missing(
  tx: Transaction,
  row: DomainRow,
  records: readonly string[],
  now: Date,
): Promise<DomainRow> {
  const problem =
    records.length > 0
      ? keptText("dns_other_value", { record: recordName(row.domain) })
      : keptText("dns_no_record", { record: recordName(row.domain) });
  if (!row.verifiedAt) return note(tx, row, { problem, checkedAt: now });
  const daysAt = (at: Date) => (at.getTime() - (row.verifiedAt?.getTime() ?? 0)) / DAY_MS;
  if (daysAt(now) >= LOST_DAYS) return takeDown(tx, row, problem, now);
  // Told once a loss: by the first check beyond these days.
  if (daysAt(now) >= WARN_DAYS && daysAt(row.checkedAt ?? row.verifiedAt) < WARN_DAYS)
    await announce(tx, row, "lost");
  return note(tx, row, { problem, checkedAt: now });
}

/** The domain counts no more; the claim stays, to be proven again. */
async function takeDown(tx: Transaction, row: DomainRow, problem: string, now: Date): Promise<DomainRow> {
  const { tenantId, id, domain, use } = row;
  if (use === "address")
    await tx
      .update(tenants)
      .set({ domain: null })
      .where(and(eq(tenants.id, tenantId), eq(tenants.domain, domain)));
  await auditAs(
    tx,
    { tenantId, actor: "system" },
    "domain.lost",
    { type: "domain", id },
    { domain, use },
    { before: { verified: true }, after: { verified: false } },
  );
  await announce(tx, row, "taken_down");
  return note(tx, row, { verifiedAt: null, checkedAt: now, problem });
}

const announce = (tx: Transaction, { tenantId, domain, use }: DomainRow, notice: "lost" | "taken_down") =>
  emit(tx, { name: "domain/notice", data: { tenant_id: tenantId, domain, use, notice } });

/**
 * Whether somebody else has the domain. DNS shows whose it is now: another organisation's proof that is not there any more
 * ends here. A domain that an operator has set is the operators' to take away.
 */
async function otherHolder(tx: Transaction, row: DomainRow, records: readonly string[]): Promise<boolean> {
  const [proven] = await tx
    .select()
    .from(tenantDomains)
    .where(
      and(
        eq(tenantDomains.domain, row.domain),
        eq(tenantDomains.use, row.use),
        ne(tenantDomains.tenantId, row.tenantId),
        isNotNull(tenantDomains.verifiedAt),
      ),
    );
  if (proven) {
    if (records.includes(proven.token)) return true;
    await takeDown(tx, proven, keptText("domain_proven_since"), new Date());
  }
  if (row.use !== "address") return false;
  const [served] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.domain, row.domain), ne(tenants.id, row.tenantId)));
  return served !== undefined;
}
