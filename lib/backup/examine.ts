import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { asc, eq, sql } from "drizzle-orm";
import { pool } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { NO_LIMITS, withSystem, withTenant } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { checkHealth, type Health } from "#lib/observability/health/check-health.ts";
import { PARTS } from "#lib/observability/health/parts.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import type { Identities } from "./age.ts";
import { type Comparison, compareWithBackup } from "./compare.ts";
import type { Absent } from "./format.ts";
import { fingerprint, thisInstallation } from "./installation.ts";
import { ageOf } from "./migrations.ts";

export interface Examination {
  /** Everything below is as it should be. */
  ok: boolean;
  snapshot_at: string;
  /** Of an older backup's tables only the names are compared: their rows were brought to this version's schema. */
  compared: "content" | "objects";
  tables: Comparison["tables"];
  objects: Comparison["objects"];
  absent: Absent[];
  audit: { organisations: number; verified: number; broken: string[] };
  row_level_security: { tables: number; without: string[]; foreign_rows: number };
  auth_secret: boolean;
  /** Null where no organisation lets anybody in. */
  sign_in: boolean | null;
  readiness: Health;
}

/** Organisations of which it is looked whether they see others' rows. */
const LOOKED_AT = 20;

/** In a DATA_DIR: a drill made it. */
export const DRILL_MARK = "backup-drill";

/**
 * Looks at an installation that was just restored from a whole backup, and tries it: for a drill, since it makes an account
 * in it and signs in. Throws `no_drill` for any other.
 */
export async function examineRestored(file: string, by: Identities): Promise<Examination> {
  const { dataDir } = config();
  if (!existsSync(path.join(dataDir, DRILL_MARK)))
    throw new Conflict(
      "no_drill",
      `${dataDir} is not the directory of a drill, and only such a one is tried. Use \`npm run backup -- drill\`.`,
    );
  const here = await thisInstallation();
  const { manifest, tables, objects } = await compareWithBackup(here, file, by);
  const compared = ageOf(manifest.migrations) === "same" ? "content" : "objects";
  const all = await withSystem((tx) =>
    tx
      .select({ id: tenants.id, slug: tenants.slug, isActive: tenants.isActive, due: tenants.deletionDueAt })
      .from(tenants)
      .where(notClosed())
      .orderBy(asc(tenants.createdAt), asc(tenants.id)),
  );
  const absent = new Set(manifest.absent.map(({ bucket, key }) => `${bucket}/${key}`));
  objects.different = objects.different.filter(({ bucket, key }) => !absent.has(`${bucket}/${key}`));
  const rest = {
    audit: await verifyLogs(all),
    row_level_security: await lookAtPolicies(all.slice(0, LOOKED_AT)),
    auth_secret: manifest.auth_secret === fingerprint(here.authSecret),
    sign_in: await trySignIn(all.find(({ isActive, due }) => isActive && due === null)),
    readiness: await checkHealth(10_000),
  };
  const ok =
    (compared === "objects" || tables.every(({ same }) => same)) &&
    objects.different.length === 0 &&
    manifest.absent.length === 0 &&
    rest.audit.broken.length === 0 &&
    rest.row_level_security.without.length === 0 &&
    rest.row_level_security.foreign_rows === 0 &&
    rest.auth_secret &&
    rest.sign_in !== false &&
    rest.readiness.parts.every(({ name, state }) => state !== "down" || !PARTS[name].isVital);
  return {
    ok,
    snapshot_at: manifest.snapshot_at,
    compared,
    tables,
    objects,
    absent: manifest.absent,
    ...rest,
  };
}

async function verifyLogs(all: readonly { id: string; slug: string }[]): Promise<Examination["audit"]> {
  const broken: string[] = [];
  for (const { id, slug } of all) if (!(await verifyTenantLog(id)).verified) broken.push(slug);
  return { organisations: all.length, verified: all.length - broken.length, broken };
}

async function lookAtPolicies(some: readonly { id: string }[]): Promise<Examination["row_level_security"]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ name: string; forced: boolean }>(sql`
      select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`),
  );
  // Without an organisation nothing is seen, and with one nothing of others.
  const [none] = await pool("cai_app").sql<{ n: number }[]>`
    select (select count(*) from tenants)::int + (select count(*) from files)::int + (select count(*) from audit_logs)::int as n`;
  let foreign = none?.n ?? 0;
  for (const { id } of some) {
    const [seen] = await withTenant(
      id,
      (tx) =>
        tx.execute<{ n: number }>(sql`
          select (select count(*) from tenants where id <> ${id})::int + (select count(*) from files where tenant_id <> ${id})::int
            + (select count(*) from audit_logs where tenant_id <> ${id})::int + (select count(*) from memberships where tenant_id <> ${id})::int as n`),
      NO_LIMITS,
    );
    foreign += seen?.n ?? 0;
  }
  return {
    tables: rows.length,
    without: rows.filter(({ forced }) => !forced).map(({ name }) => name),
    foreign_rows: foreign,
  };
}

/** With an account of its own, since nobody's password is known. */
async function trySignIn(tenant: { id: string; slug: string } | undefined): Promise<boolean | null> {
  if (!tenant) return null;
  const [email, password] = [
    `drill-${randomBytes(8).toString("hex")}@example.invalid`,
    randomBytes(18).toString("base64url"),
  ];
  const passwordHash = await hashPassword(password);
  await withSystem(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ email, name: "Drill", passwordHash, emailVerifiedAt: sql`now()` })
      .returning({ id: users.id });
    if (!user) throw new Error("No account was made");
    await tx.insert(memberships).values({ tenantId: tenant.id, userId: user.id, role: "admin" });
    await auditAs(
      tx,
      { tenantId: tenant.id, actor: "system" },
      "member.added",
      { type: "member", id: user.id },
      { drill: true },
    );
  });
  const signedIn = await signInWithPassword(
    { email, password },
    { host: `${tenant.slug}.${config().rootDomain}`, ip: "127.0.0.1", userAgent: "drill" },
  );
  await withSystem((tx) => tx.delete(users).where(eq(users.email, email)));
  return signedIn !== null;
}
