import postgres from "postgres";
import { type AppError, Conflict, NotFound } from "#lib/errors.ts";
import { isClosed } from "#lib/tenancy/closed.ts";
import type { Identities } from "./age.ts";
import { fingerprint, type Installation } from "./installation.ts";
import { Ledger } from "./ledger.ts";
import { loading, loadTable } from "./load-tables.ts";
import { ageOf } from "./migrations.ts";
import { removeObjects } from "./put-objects.ts";
import { isOf } from "./references.ts";
import { countLeft, type RestoredBackup, stored } from "./restore-backup.ts";
import { conditionFor, isAccount, isMachinery, type Scope } from "./scope.ts";
import { type Staging, startStaging } from "./staging.ts";
import { copyOut, quoted, type Table, tablesOf } from "./tables.ts";
import { type WalkedBackup, walkBackup } from "./walk-backup.ts";

export interface RestoredTenant extends RestoredBackup {
  tenant: { id: string; slug: string };
  /** Accounts of its people: made again, and there already. */
  accounts: { restored: number; kept: number };
}

/**
 * Restores one organisation, from its own backup or a whole one, into an installation that lacks it; that may serve
 * meanwhile. Ids are kept. Accounts that are there stay as they are. All or nothing. Throws `tenant_not_in_backup`,
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
  const system = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
  const written = new Ledger(into.temporaryDir);
  let staging: Staging | undefined;
  try {
    await mustBeMissing(system, tenant);
    staging = await startStaging(into.temporaryDir, checked.manifest.migrations.length);
    const { sql: staged } = staging;
    await staging.load((visitor) => walkBackup(file, by, visitor));
    await staging.migrate();
    await mustHaveSameAccounts(system, staged, tenant);
    await endPurge(system, tenant.id);
    const tables = (await tablesOf(owner)).filter(
      ({ name, columns }) => conditionFor(scope, name, columns) !== null,
    );
    const objects = { written: 0, there: 0, bytes: 0 };
    const left = { count: 0, present: 0 };
    const skipped = new Set(checked.manifest.unreferenced.map(({ bucket, key }) => `${bucket}/${key}`));
    try {
      await walkBackup(file, by, {
        async object(object, content) {
          if (!isOf(tenant.id, object.key) || skipped.has(`${object.bucket}/${object.key}`)) return;
          const { outcome } = await stored(into, written, object, content);
          objects[outcome]++;
          objects.bytes += object.size;
        },
        left: (lines) => countLeft(into, lines, left, (key) => isOf(tenant.id, key)),
      });
      const { rows, accounts } = await loading(
        owner,
        tables.map(({ name }) => name),
        (tx) =>
          staged.begin("isolation level repeatable read read only", (source) =>
            takeOver(source, tx, tables, scope),
          ),
      );
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
        absent: checked.manifest.absent.filter(({ key }) => isOf(tenant.id, key)),
        seconds: (Date.now() - startedAt) / 1000,
      };
    } catch (error) {
      await removeObjects(into, written);
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
  const [slug] = await system`
    select 1 from tenants where slug = ${tenant.slug} union all select 1 from former_slugs where slug = ${tenant.slug}`;
  if (slug)
    throw new Conflict(
      "slug_taken",
      `Another organisation has the address ${tenant.slug}, or had it lately. Change that one's, then restore.`,
    );
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
    throw new Conflict(
      "account_differs",
      `${other.length} of its people have accounts here that are not those of the backup (${other
        .slice(0, 3)
        .map(({ email }) => email)
        .join(", ")}). Those would have to be deleted first; nothing was restored.`,
    );
}

/** What still removes what was left of the deleted organisation would remove what comes back. */
async function endPurge(system: postgres.Sql, tenantId: string): Promise<void> {
  await system.begin(async (tx) => {
    await tx`delete from outbox where name = 'tenant/deleted' and delivered_at is null and data ->> 'tenant_id' = ${tenantId}`;
    await tx`
      update job_runs set status = 'cancelled', owner = null, fence = fence + 1, finished_at = now(), updated_at = now()
      where finished_at is null and function_id like '%-purge-tenant' and event -> 'data' ->> 'tenant_id' = ${tenantId}`;
  });
}

/** Rows in the order of their references. */
async function takeOver(
  source: postgres.TransactionSql,
  tx: postgres.TransactionSql,
  tables: readonly Table[],
  scope: Scope & { kind: "tenant" },
): Promise<{ rows: number; accounts: { restored: number; kept: number } }> {
  const sum = { rows: 0, accounts: { restored: 0, kept: 0 } };
  for (const table of tables) {
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
