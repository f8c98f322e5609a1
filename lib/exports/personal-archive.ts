import { and, asc, getTableColumns as columns, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { auditLogs } from "#db/schema/audit.ts";
import {
  apiKeys,
  emailChanges,
  memberships,
  secondFactors,
  sessions,
  ssoIdentities,
  tenantInvitations,
  users,
} from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { notifications } from "#db/schema/notifications.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { Archive } from "#lib/exports/archive.ts";
import { archivedActivity } from "#lib/exports/archived-logs.ts";
import { personReadme } from "#lib/exports/readme.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

const LIMIT = { attempts: 10, windowSeconds: 3600 };
const PAGE = 1000;

/**
 * What the platform has about the person who asks, at all of their organisations: JSON files in a ZIP, made while it is
 * read. What is the organisations' (contents of files, what others did) is not in it. Throws `TooManyRequests` beyond ten
 * an hour.
 */
export async function personalArchive(
  ctx: Ctx,
  now = new Date(),
): Promise<{ filename: string; archive: Archive }> {
  const { userId, email } = person(ctx);
  await countAttempt(`personal-archive:${userId}`, LIMIT);
  const archive = new Archive();
  write(archive, userId, email, now).catch((error: Error) => {
    // The reader sees a broken archive; whether it left or we failed, only we can say.
    if (!archive.output.destroyed) ctx.log.error({ err: error }, "a person's archive could not be written");
    archive.output.destroy(error);
  });
  return { filename: `my-data-${now.toISOString().slice(0, 10)}.zip`, archive };
}

async function write(archive: Archive, userId: string, email: string, now: Date): Promise<void> {
  const json = (path: string, content: unknown) =>
    archive.add(path, [`${JSON.stringify(content, null, 2)}\n`]);
  await archive.add("README.txt", [personReadme(email, now)]);
  await json("profile.json", await profileOf(userId));
  const own = await withSystem((tx) =>
    tx
      .select({
        organisation_id: tenants.id,
        organisation: tenants.name,
        slug: tenants.slug,
        role: memberships.role,
        notifications: memberships.notifications,
        joined_at: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(eq(memberships.userId, userId))
      .orderBy(asc(tenants.name)),
  );
  await json("memberships.json", own);
  const { userId: _, tenantId: inTenant, supportSessionId: __, ...session } = columns(sessions);
  await archive.add(
    "sessions.json",
    rows(sessions, { ...session, organisation_id: inTenant }, sessions.id, eq(sessions.userId, userId)),
  );
  const { tenantId: by, tokenHash: ___, ...invitation } = columns(tenantInvitations);
  await archive.add(
    "invitations.json",
    rows(
      tenantInvitations,
      { ...invitation, organisation_id: by },
      tenantInvitations.id,
      or(
        sql`lower(${tenantInvitations.email}) = ${email.toLowerCase()}`,
        eq(tenantInvitations.invitedBy, userId),
      ),
    ),
  );
  const ids = own.map(({ organisation_id }) => organisation_id);
  const { tenantId: ofKey, hash: ____, ...key } = columns(apiKeys);
  await archive.add(
    "api_keys.json",
    rows(
      apiKeys,
      { ...key, organisation_id: ofKey },
      apiKeys.id,
      and(inArray(apiKeys.tenantId, ids), eq(apiKeys.createdBy, userId)),
    ),
  );
  const { id, tenantId, filename, size, sha256, uploadedAt } = files;
  await archive.add(
    "files.json",
    rows(
      files,
      { id, organisation_id: tenantId, filename, size, sha256, uploaded_at: uploadedAt },
      files.id,
      and(inArray(files.tenantId, ids), eq(files.uploadedBy, userId)),
    ),
  );
  const { tenantId: told, userId: _____, dedupeKey: ______, ...notice } = columns(notifications);
  await archive.add(
    "notices.json",
    rows(
      notifications,
      { ...notice, organisation_id: told },
      notifications.id,
      and(inArray(notifications.tenantId, ids), eq(notifications.userId, userId)),
    ),
  );
  const log = auditLogs;
  await archive.add(
    "activity.json",
    rows(
      log,
      {
        id: log.id,
        organisation_id: log.tenantId,
        created_at: log.createdAt,
        actor: log.actor,
        action: log.action,
        target_type: log.targetType,
        target_id: log.targetId,
        ip: log.ip,
        user_agent: log.userAgent,
      },
      log.id,
      and(inArray(log.tenantId, ids), or(eq(log.actor, `user:${userId}`), eq(log.targetId, userId))),
    ),
  );
  await archive.add("activity-archived.json", jsonArray(archivedActivity(ids, userId)));
  await archive.finish({ person: userId, created_at: now.toISOString() });
}

async function profileOf(userId: string) {
  return withSystem(async (tx) => {
    const [user] = await tx
      .select({
        id: users.id,
        email: users.email,
        name: users.name,
        locale: users.locale,
        has_password: sql<boolean>`${users.passwordHash} is not null`,
        email_verified_at: users.emailVerifiedAt,
        created_at: users.createdAt,
        updated_at: users.updatedAt,
      })
      .from(users)
      .where(eq(users.id, userId));
    const [factor] = await tx
      .select({ confirmed_at: secondFactors.confirmedAt })
      .from(secondFactors)
      .where(eq(secondFactors.userId, userId));
    const identities = await tx
      .select({
        organisation_id: ssoIdentities.tenantId,
        issuer: ssoIdentities.issuer,
        subject: ssoIdentities.subject,
        created_at: ssoIdentities.createdAt,
      })
      .from(ssoIdentities)
      .where(eq(ssoIdentities.userId, userId));
    const [change] = await tx
      .select({ new_email: emailChanges.newEmail, expires_at: emailChanges.expiresAt })
      .from(emailChanges)
      .where(eq(emailChanges.userId, userId));
    return {
      ...user,
      second_factor_since: factor?.confirmed_at ?? null,
      identities,
      waiting_change_of_address: change ?? null,
    };
  });
}

/** The rows as a JSON array, read page by page in the order of their ids. */
const rows = (
  table: PgTable,
  selection: Record<string, PgColumn>,
  id: PgColumn,
  condition: SQL | undefined,
): AsyncGenerator<string> => jsonArray(pages(table, selection, id, condition));

async function* jsonArray(items: AsyncIterable<Record<string, unknown>>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const item of items) {
    yield `${before}${JSON.stringify(item)}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function* pages(
  table: PgTable,
  selection: Record<string, PgColumn>,
  id: PgColumn,
  condition: SQL | undefined,
): AsyncGenerator<Record<string, unknown>> {
  let after: unknown = null;
  for (;;) {
    const from: unknown = after;
    const page: Record<string, unknown>[] = await withSystem((tx) =>
      tx
        .select({ ...selection, id })
        .from(table)
        .where(and(condition, from ? gt(id, from) : undefined))
        .orderBy(asc(id))
        .limit(PAGE),
    );
    for (const row of page) yield snake(row);
    if (page.length < PAGE) return;
    after = page.at(-1)?.id;
  }
}

const snake = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
