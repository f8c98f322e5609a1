import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { formerSlugs } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { handOver } from "#lib/auth/organisations.ts";
import { Conflict, Invalid, TooManyRequests } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { claimSlug, lockSlug } from "#lib/tenancy/claim-slug.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";
import { checkSlug } from "#lib/tenancy/create-tenant.ts";

export const ChangeSlug = z.strictObject({
  slug: z.string().trim().toLowerCase().max(100),
  /** The present slug, typed by the person. */
  confirm: z.string().trim().toLowerCase().max(100),
});

/** How long a former slug leads on and is nobody else's, in days. */
export const LEADS_DAYS = 90;
/** Changes in `PERIOD_DAYS`: each takes a name away from everybody else for a while. */
export const MOST_CHANGES = 3;
export const PERIOD_DAYS = 30;

const DAY_MS = 86_400_000;
const ACTION = "tenant.slug_changed";

/**
 * Gives the organisation another slug. The old one leads on to it for 90 days, and only the organisation itself can take it
 * back. Answers a link by which the person goes on at the new address, since sessions belong to a host.
 * Throws `Invalid`: `confirmation_wrong`, `slug_invalid`, `slug_reserved`, `slug_same`; `Conflict` (`slug_taken`);
 * `TooManyRequests` beyond three changes in 30 days.
 */
export async function changeSlug(
  ctx: Ctx,
  { slug, confirm }: z.output<typeof ChangeSlug>,
): Promise<{ slug: string; url: string }> {
  requireRole(ctx, "admin");
  const who = person(ctx);
  if (confirm !== ctx.tenant.slug)
    throw invalid(
      "confirm",
      "confirmation_wrong",
      problemText("tenancy.typePresentAddress", { slug: ctx.tenant.slug }),
    );
  if (slug === ctx.tenant.slug)
    throw invalid("slug", "slug_same", problemText("tenancy.presentAddressBecome"));
  checkSlug(slug);
  const tenantId = ctx.tenant.id;
  await withSystem(async (tx) => {
    for (const name of [slug, ctx.tenant.slug].sort()) await lockSlug(tx, name);
    const [before] = await tx
      .select({ slug: tenants.slug })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for("update");
    if (before?.slug !== ctx.tenant.slug)
      throw new Conflict("slug_changed", problemText("tenancy.somebodyChangedAddress"));
    const { wait } = await changesOf(tx, tenantId);
    if (wait > 0)
      throw new TooManyRequests(
        wait,
        problemText("tenancy.addressChangedTimes", {
          times: MOST_CHANGES,
          period: PERIOD_DAYS,
          days: Math.ceil(wait / 86_400),
        }),
      );
    await claimSlug(tx, slug, tenantId);
    await tx.update(tenants).set({ slug }).where(eq(tenants.id, tenantId));
    const former = {
      tenantId,
      leadsUntil: sql`now() + ${LEADS_DAYS} * interval '1 day'`,
      createdAt: sql`now()`,
    };
    await tx
      .insert(formerSlugs)
      .values({ slug: before.slug, ...former })
      .onConflictDoUpdate({ target: formerSlugs.slug, set: former });
    await audit(
      ctx,
      tx,
      ACTION,
      { type: "tenant", id: tenantId },
      {},
      { before: { slug: before.slug }, after: { slug } },
    );
  });
  return { slug, ...(await handOver(who, slug)) };
}

/** How often the slug was changed within the period, and how many seconds there are to wait for the next change. */
export async function changesOf(tx: Transaction, tenantId: string): Promise<{ left: number; wait: number }> {
  const changes = await tx
    .select({ at: auditLogs.createdAt })
    .from(auditLogs)
    .where(
      and(
        eq(auditLogs.tenantId, tenantId),
        eq(auditLogs.action, ACTION),
        gt(auditLogs.createdAt, sql`now() - ${PERIOD_DAYS} * interval '1 day'`),
      ),
    )
    .orderBy(asc(auditLogs.createdAt));
  const left = Math.max(0, MOST_CHANGES - changes.length);
  const blocking = changes.at(-MOST_CHANGES);
  const wait = blocking ? (blocking.at.getTime() + PERIOD_DAYS * DAY_MS - Date.now()) / 1000 : 0;
  return { left, wait: left > 0 ? 0 : Math.max(1, wait) };
}

const invalid = (path: string, code: string, message: string) =>
  new Invalid(code, message, [{ path, message }]);
