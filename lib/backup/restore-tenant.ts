import postgres from "postgres";
import { type AppError, Conflict, NotFound } from "#lib/errors.ts";
import { COMMAND } from "#lib/operators/context.ts";
import type { BucketName } from "#lib/storage/store.ts";
import { isClosed } from "#lib/tenancy/closed.ts";
import { RESTORING_LOCK } from "#lib/tenancy/restoring.ts";
import type { Identities } from "./age.ts";
import { fingerprint, type Installation } from "./installation.ts";
import { Ledger } from "./ledger.ts";
import { loading, loadTable } from "./load-tables.ts";
import { ageOf } from "./migrations.ts";
import { takeBack } from "./put-objects.ts";
import { isOf, referencesOf } from "./references.ts";
import { countLeft, isThere, type Left, type RestoredBackup, stored } from "./restore-backup.ts";
import { conditionFor, isAccount, isMachinery, type Scope } from "./scope.ts";
import { type Staging, startStaging } from "./staging.ts";
import { copyOut, quoted, type Table, tablesOf } from "./tables.ts";
import { type Visitor, type WalkedBackup, walkBackup } from "./walk-backup.ts";

export interface RestoredTenant extends RestoredBackup {
  tenant: { id: string; slug: string };
  /** Accounts of its people: made again, and there already. */
  accounts: { restored: number; kept: number };
  /** Objects of its rows that are not in the store after it, beside those that the backup did not have. */
  missing: { bucket: BucketName; key: string }[];
}

/**
 * Restores one organisation, from its own backup or a whole one, into an installation that lacks it; that may serve
 * meanwhile. Ids are kept. Accounts that are there stay as they are. A deletion that was asked for is taken back. All or
 * nothing, told in the log of the platform and its own. Throws `tenant_not_in_backup`,
 * `tenant_exists`, `tenant_closed`, `slug_taken`, `account_differs`, `tenant_collides`, `other_secret`, `backup_newer`.
 */
export async function restoreTenant(
  into: Installation,
  file: string,
  by: Identities,
  checked: WalkedBackup,
  slug: string,
): Promise<RestoredTenant> {
  const startedAt = Date.now();
  const tenant = checked.manifest.tenants.find((one) => one.slug === slug);
  if (!tenant || isClosed(slug))
    throw new NotFound(
      "tenant_not_in_backup",
      `The backup of ${checked.manifest.snapshot_at} has no organisation ${slug}.`,
    );
  const schema = ageOf(checked.manifest.migrations);
  if (checked.format.auth_secret !== fingerprint(into.authSecret))
    throw new Conflict(
      "other_secret",
      "The backup is of an installation with another AUTH_SECRET: what is sealed with it (second factors, webhook and sign-in secrets) could not be opened here. Restore where the secret is the same.",
    );
  const scope: Scope = { kind: "tenant", ...tenant };
  const owner = postgres(into.ownerUrl, { max: 1, onnotice: () => {} });
  // Its one session has a lock for as long as this takes.
  const system = postgres(into.systemUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  const written = new Ledger(into.temporaryDir);
  let staging: Staging | undefined;
  try {
    await mustBeMissing(system, tenant);
    staging = await startStaging(into.temporaryDir, checked.manifest.migrations.length);
    const { sql: staged } = staging;
    await staging.load((visitor) => walkBackup(file, by, visitor, into.signal));
    await staging.migrate();
    await mustHaveSameAccounts(system, staged, tenant);
    const held = await holdObjects(system, tenant.id);
    const wasPurged = await endPurge(system, tenant.id);
    const tables = (await tablesOf(owner)).filter(
      ({ name, columns }) => conditionFor(scope, name, columns) !== null,
    );
    const objects = { written: 0, there: 0, bytes: 0 };
    const left: Left = { count: 0, present: 0, missing: [] };
    const skipped = new Set(checked.manifest.unreferenced.map(({ bucket, key }) => `${bucket}/${key}`));
    try {
      const visitor: Visitor = {
        async object(object, content) {
          if (!isOf(tenant.id, object.key) || skipped.has(`${object.bucket}/${object.key}`)) return;
          const { outcome } = await stored(into, written, object, content);
          objects[outcome]++;
          objects.bytes += object.size;
        },
        left: (lines) => countLeft(into, lines, left, (key) => isOf(tenant.id, key)),
      };
      await walkBackup(file, by, visitor, into.signal);
      const { rows, accounts } = await loading(
        owner,
        [...tables.map(({ name }) => name), "operator_logs"],
        (tx) =>
          staged.begin("isolation level repeatable read read only", (source) =>
            takeOver(source, tx, tables, scope, into.signal),
          ),
        async (tx, { rows, deletion }) => {
          await mustHoldStill(system, held);
          await tell(tx, tenant.id, {
            snapshot_at: checked.manifest.snapshot_at,
            rows,
            objects: objects.written + objects.there,
            ...deletion,
          });
        },
      );
      const absent = checked.manifest.absent.filter(({ key }) => isOf(tenant.id, key));
      return {
        kind: "tenant",
        tenant,
        snapshot_at: checked.manifest.snapshot_at,
        schema,
        tables: tables.length,
        rows,
        accounts,
        objects,
        left_in_bucket: left,
        absent,
        missing: await missingOf(into, system, scope, [...absent, ...left.missing]),
        seconds: (Date.now() - startedAt) / 1000,
      };
    } catch (error) {
      const isGone = await takeBack(into, written, async (tx) => {
        await lockSlug(tx, tenant.slug);
        const rows = await tx`select 1 from tenants where id = ${tenant.id}`;
        return rows.length > 0;
      });
      // What was still to be removed of it is to be removed again.
      if (isGone && wasPurged) await announceDeletion(into, tenant.id).catch(() => {});
      throw error instanceof postgres.PostgresError && error.code === "23505" ? collision(error) : error;
    }
  } finally {
    written.close();
    await staging?.stop();
    await Promise.all([owner.end({ timeout: 5 }), system.end({ timeout: 5 })]);
  }
}

async function mustBeMissing(system: postgres.Sql, tenant: { id: string; slug: string }): Promise<void> {
  const [same] = await system<{ slug: string }[]>`select slug from tenants where id = ${tenant.id}`;
  if (same && isClosed(same.slug))
    throw new Conflict(
      "tenant_closed",
      `${tenant.slug} was deleted here after it had been billed, and its invoices and their log go on under its id. It cannot come back beside them; restore the backup into an installation of its own.`,
    );
  if (same)
    throw new Conflict(
      "tenant_exists",
      `The organisation is there (as ${same.slug}). Only one that is missing can be restored.`,
    );
  await mustBeFree(system, tenant);
}

async function mustBeFree(
  sql: postgres.Sql | postgres.TransactionSql,
  tenant: { slug: string },
): Promise<void> {
  const [slug] = await sql`
    select 1 from tenants where slug = ${tenant.slug} union all select 1 from former_slugs where slug = ${tenant.slug}`;
  if (slug)
    throw new Conflict(
      "slug_taken",
      `Another organisation has the address ${tenant.slug}, or had it lately. Change that one's, then restore.`,
    );
}

/** As whoever claims an address does. */
async function lockSlug(tx: postgres.TransactionSql, slug: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext(${`slug:${slug}`}))`;
}

/** From here on nobody removes what was left of it; a removal under way is waited for. Returns the session that has the lock. */
async function holdObjects(system: postgres.Sql, tenantId: string): Promise<number> {
  const [session] = await system<{ pid: number }[]>`
    select pg_backend_pid() as pid from pg_advisory_lock(${RESTORING_LOCK}, hashtext(${tenantId}))`;
  return session?.pid ?? 0;
}

/** A session that was lost, and made anew, has lost its lock: what was stored may have been removed. */
async function mustHoldStill(system: postgres.Sql, held: number): Promise<void> {
  const [session] = await system<{ pid: number }[]>`select pg_backend_pid() as pid`;
  if (session?.pid !== held)
    throw new Conflict(
      "connection_lost",
      "The connection to the database was lost meanwhile. Nothing was restored; try again.",
    );
}

/** Written like every deed: in the organisation's log, and in the platform's. */
async function tell(
  tx: postgres.TransactionSql,
  tenantId: string,
  detail: Record<string, string | number | null>,
): Promise<void> {
  const { actor } = COMMAND;
  await tx`
    insert into audit_logs (tenant_id, actor, action, target_type, target_id, detail)
    values (${tenantId}, ${actor}, 'tenant.recovered', 'tenant', ${tenantId}, ${tx.json(detail)})`;
  await tx`
    insert into operator_logs (actor, action, about_tenant, detail)
    values (${actor}, 'tenant.recovered', ${tenantId}, ${tx.json(detail)})`;
  // Linked into the log's chain now: no table with work that is put off can be changed again.
  await tx`set constraints all immediate`;
}

/** What its rows refer to and no store has. */
async function missingOf(
  into: Installation,
  system: postgres.Sql,
  scope: Scope,
  known: readonly { bucket: BucketName; key: string }[],
): Promise<RestoredTenant["missing"]> {
  const told = new Set(known.map(({ bucket, key }) => `${bucket}/${key}`));
  const missing: RestoredTenant["missing"] = [];
  await system.begin(async (tx) => {
    for await (const part of referencesOf(tx, scope))
      for (const { bucket, key } of part)
        if (!told.has(`${bucket}/${key}`) && !(await isThere(into, bucket, key)))
          missing.push({ bucket, key });
  });
  return missing;
}

async function announceDeletion(into: Installation, tenantId: string): Promise<void> {
  const system = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
  try {
    await system`insert into outbox (tenant_id, name, data) values (${tenantId}, 'tenant/deleted', ${system.json({ tenant_id: tenantId })})`;
  } finally {
    await system.end({ timeout: 5 });
  }
}

async function mustHaveSameAccounts(
  system: postgres.Sql,
  staged: postgres.Sql,
  tenant: { id: string; slug: string },
): Promise<void> {
  const people = await staged<{ id: string; email: string }[]>`
    select id, lower(email) as email from users where ${staged.unsafe(conditionFor({ kind: "tenant", ...tenant }, "users", []) ?? "false")}`;
  const known = await system<{ id: string; email: string }[]>`
    select id, lower(email) as email from users where lower(email) = any(${people.map(({ email }) => email)}::text[])`;
  const idOf = new Map(people.map(({ id, email }) => [email, id]));
  const other = known.filter(({ id, email }) => idOf.get(email) !== id);
  if (other.length > 0)
    throw otherAccounts(
      `${other.length} of its people (${other
        .slice(0, 3)
        .map(({ email }) => email)
        .join(", ")})`,
    );
}

const otherAccounts = (who: string) =>
  new Conflict(
    "account_differs",
    `${who} have accounts here that are not those of the backup. Those would have to be deleted first; nothing was restored.`,
  );

/** What still removes what was left of the deleted organisation would remove what comes back. Whether it was deleted here. */
async function endPurge(system: postgres.Sql, tenantId: string): Promise<boolean> {
  return system.begin(async (tx) => {
    const waiting =
      await tx`delete from outbox where name = 'tenant/deleted' and delivered_at is null and data ->> 'tenant_id' = ${tenantId}`;
    const running = await tx`
      update job_runs set status = 'cancelled', owner = null, fence = fence + 1, finished_at = now(), updated_at = now()
      where finished_at is null and function_id like '%-purge-tenant' and event -> 'data' ->> 'tenant_id' = ${tenantId}`;
    const noted = await tx`select 1 from deleted_files where organisation_id = ${tenantId} limit 1`;
    return waiting.count + running.count + noted.count > 0;
  });
}

interface TakenOver {
  rows: number;
  accounts: { restored: number; kept: number };
  /** The deletion that had been asked for, when it was due. */
  deletion: { deletion_withdrawn?: string };
}

/** Rows in the order of their references. */
async function takeOver(
  source: postgres.TransactionSql,
  tx: postgres.TransactionSql,
  tables: readonly Table[],
  scope: Scope & { kind: "tenant" },
  signal: AbortSignal | undefined,
): Promise<TakenOver> {
  const sum: TakenOver = { rows: 0, accounts: { restored: 0, kept: 0 }, deletion: {} };
  await lockSlug(tx, scope.slug);
  await mustBeFree(tx, scope);
  for (const table of tables) {
    signal?.throwIfAborted();
    const query = copyOut(table, scope);
    if (query === null) continue;
    // Numbers of a sequence are this installation's own.
    const columns = table.columns.filter((column) => !table.numbered.includes(column));
    const selected = query.replace(table.columns.map(quoted).join(", "), columns.map(quoted).join(", "));
    const rows: AsyncIterable<Buffer> = await source.unsafe(selected).readable();
    const mayBeThere = isAccount(table.name) || isMachinery(table.name);
    if (!mayBeThere) {
      await loadTable(tx, table.name, columns, rows);
      continue;
    }
    const list = columns.map(quoted).join(", ");
    await tx.unsafe(
      `create temporary table coming on commit drop as select ${list} from ${quoted(table.name)} limit 0`,
    );
    await loadTable(tx, "coming", columns, rows);
    const [{ count: all } = { count: 0 }] = await tx<
      { count: number }[]
    >`select count(*)::int as count from coming`;
    // Factor and codes belong to the account that has them: nothing is added to one that is there.
    const only =
      table.name === "second_factors" || table.name === "recovery_codes"
        ? "where user_id in (select id from restored_users)"
        : "";
    const inserted = await tx.unsafe(
      `insert into ${quoted(table.name)} (${list}) select ${list} from coming ${only} on conflict do nothing returning ${quoted(table.name === "users" ? "id" : (columns[0] ?? ""))} as id`,
    );
    if (table.name === "users") {
      // Somebody may have taken an address since they were compared; no reference is checked here.
      const lost = await tx`select 1 from coming where id not in (select id from users)`;
      if (lost.length > 0) throw otherAccounts(`${lost.length} of its people`);
      sum.accounts = { restored: inserted.length, kept: all - inserted.length };
      await tx`create temporary table restored_users on commit drop as select unnest(${inserted.map(({ id }) => id)}::uuid[]) as id`;
    }
    await tx.unsafe("drop table coming");
  }
  for (const { name, columns } of tables) {
    const condition = isAccount(name) ? null : conditionFor(scope, name, columns);
    if (condition === null) continue;
    const [{ n } = { n: 0 }] = await tx.unsafe<{ n: number }[]>(
      `select count(*)::int as n from ${quoted(name)} where ${condition}`,
    );
    sum.rows += n;
  }
  const [due] = await tx<
    { at: Date | null }[]
  >`select deletion_due_at as at from tenants where id = ${scope.id}`;
  if (due?.at) sum.deletion = { deletion_withdrawn: due.at.toISOString() };
  await tx`update tenants set deletion_due_at = null, deletion_requested_by = null where id = ${scope.id}`;
  // Addresses that lead nowhere else any more, unless they are somebody's by now.
  await tx`delete from former_slugs f where tenant_id = ${scope.id} and exists (select 1 from tenants t where t.slug = f.slug)`;
  // What was noted when its files went with it.
  await tx`delete from deleted_files where organisation_id = ${scope.id}`;
  return sum;
}

function collision(error: postgres.PostgresError): AppError {
  return new Conflict(
    "tenant_collides",
    `Something of the organisation is there already, under another owner (${error.table_name}: ${error.detail ?? error.constraint_name}). Nothing was restored.`,
  );
}
