import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { APP_GRANTS, SYSTEM_ONLY } from "./access.ts";
import { closePools } from "./client.ts";
import { sampleRow } from "./test/sample-row.ts";
import { makeTenant } from "./test/tenant.ts";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(async () => {
  await owner.end();
  await closePools();
});

const publicTables = () => owner<{ name: string; rls: boolean; forced: boolean; owner: string }[]>`
  select c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

describe("row-level security", () => {
  it("is enabled and forced on every table, which neither role owns", async () => {
    for (const table of await publicTables()) {
      expect(table, table.name).toMatchObject({ rls: true, forced: true, owner: "cai_owner" });
    }
  });

  it("has every table in the list of grants", async () => {
    const names = (await publicTables()).map((t) => t.name);
    expect(names.filter((n) => !(n in APP_GRANTS) && !SYSTEM_ONLY.includes(n))).toEqual([]);
    expect([...Object.keys(APP_GRANTS), ...SYSTEM_ONLY].filter((n) => !names.includes(n))).toEqual([]);
  });

  it("cannot be bypassed by either role", async () => {
    const roles =
      await owner`select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname in ('cai_app', 'cai_system')`;
    expect(roles).toHaveLength(2);
    for (const role of roles)
      expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  });

  it("has a tenant policy on every table with a tenant_id", async () => {
    const rows = await owner<{ table: string; policies: number }[]>`
      select c.table_name as table, count(p.policyname)::int as policies
      from information_schema.columns c
      left join pg_policies p on p.tablename = c.table_name and 'cai_app' = any(p.roles) and p.permissive = 'PERMISSIVE'
      where c.table_schema = 'public' and c.column_name = 'tenant_id'
        and not (select relispartition from pg_class where oid = c.table_name::regclass) group by 1`;
    expect(rows.filter((r) => r.policies !== 1 && !SYSTEM_ONLY.includes(r.table))).toEqual([]);
  });

  it("is passed by functions of the owner only with a search path in which nobody's temporary tables come first", async () => {
    const functions = await owner<{ name: string; path: string | null }[]>`
      select proname as name, (select setting from unnest(proconfig) setting where setting like 'search_path=%') as path
      from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(functions.map(({ name }) => name)).toContain("audit_remove");
    for (const { name, path } of functions) expect(path, name).toMatch(/, pg_temp$/);
  });

  it("binds every reference between tenant tables to the tenant as well", async () => {
    const loose = await owner<{ name: string }[]>`
      select con.conname as name from pg_constraint con
      join pg_class child on child.oid = con.conrelid join pg_class parent on parent.oid = con.confrelid
      where con.contype = 'f' and parent.relname not in ('tenants', 'users')
        and exists (select 1 from pg_attribute a where a.attrelid = parent.oid and a.attname = 'tenant_id')
        and not exists (select 1 from pg_attribute a where a.attrelid = child.oid and a.attname = 'tenant_id' and a.attnum = any(con.conkey))`;
    expect(loose).toEqual([]);
  });
});

/** Each tenant has one row of these from its start. */
const BORN_WITH_THE_TENANT = ["tenants", "tenant_settings", "billing_accounts", "plan_changes"];

/** Rows of these are there for whom their estimate is there: their policies ask the estimates'. */
const OF_AN_ESTIMATE = [
  "estimate_variants",
  "boq_bills",
  "boq_items",
  "boq_returns",
  "estimate_comments",
  "estimate_review_steps",
  "estimate_shares",
  "estimate_snapshots",
  "estimate_revisions",
];

/** The estimate that a sample row hangs on, as the owner. */
async function insertEstimate(tx: postgres.TransactionSql, row: Record<string, unknown>, more: object = {}) {
  if (typeof row.estimate_id !== "string" || typeof row.tenant_id !== "string") return;
  const estimate = {
    ...(await sampleRow(tx, "cost_estimates", row.tenant_id)),
    id: row.estimate_id,
    ...more,
  };
  await tx`insert into cost_estimates ${tx(estimate)}`;
}

/** Opens what a policy asks, beside the policy itself. */
async function openEstimates(tx: postgres.TransactionSql, table: string) {
  if (OF_AN_ESTIMATE.includes(table))
    await tx.unsafe(`alter policy "cost_estimates_tenant" on "cost_estimates" using (true)`);
}

const ROLLBACK = new Error("rolled back on purpose");

/**
 * In one transaction that is rolled back: prepares as the owner, then asks as the application's role with a tenant set.
 * Foreign keys are off, so that a single row can stand alone.
 */
async function probe<T>(
  tenantId: string | null,
  prepare: (tx: postgres.TransactionSql) => Promise<unknown>,
  ask: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let answer: { value: T } | undefined;
  await owner
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await prepare(tx);
      await tx`set local role cai_app`;
      if (tenantId) await tx`select set_config('app.tenant_id', ${tenantId}, true)`;
      answer = { value: await ask(tx) };
      throw ROLLBACK;
    })
    .catch((error) => {
      if (error !== ROLLBACK) throw error;
    });
  if (!answer) throw new Error("The probe gave no answer");
  return answer.value;
}

const policies = await owner<{ table: string; policy: string; cmd: string }[]>`
  select tablename as table, policyname as policy, cmd from pg_policies
  where schemaname = 'public' and 'cai_app' = any(roles) and permissive = 'PERMISSIVE' and tablename <> 'billing_plans' order by 1`;

describe("each tenant policy hides other tenants' rows", () => {
  it.each(policies.filter((p) => p.cmd !== "INSERT"))("$table", async ({ table, policy }) => {
    const mine = await makeTenant();
    const theirs = await makeTenant();
    const insertTheirs = async (tx: postgres.TransactionSql) => {
      if (BORN_WITH_THE_TENANT.includes(table)) return;
      const row = await sampleRow(tx, table, theirs.id);
      if (OF_AN_ESTIMATE.includes(table)) await insertEstimate(tx, row);
      await tx`insert into ${tx(table)} ${tx(row)}`;
      if (table === "users")
        await tx`insert into memberships (tenant_id, user_id, role) values (${theirs.id}, ${row.id as string}, 'viewer')`;
    };
    const count = async (tx: postgres.TransactionSql) => {
      const column = table === "tenants" ? "id" : "tenant_id";
      const where = table === "users" ? tx`true` : tx`${tx(column)} = ${theirs.id}`;
      const [row] = await tx<{ n: number }[]>`select count(*)::int as n from ${tx(table)} where ${where}`;
      return row?.n;
    };
    expect(await probe(mine.id, insertTheirs, count)).toBe(0);
    expect(await probe(null, insertTheirs, count)).toBe(0);
    expect(await probe(theirs.id, insertTheirs, count)).toBe(1);

    // The mutation: with the policy opened, the same question finds the foreign row.
    const broken = async (tx: postgres.TransactionSql) => {
      await tx.unsafe(`alter policy "${policy}" on "${table}" using (true)`);
      await openEstimates(tx, table);
      await insertTheirs(tx);
    };
    expect(await probe(mine.id, broken, count)).toBeGreaterThan(0);
  });
});

describe("each tenant policy refuses another tenant's row", () => {
  it.each(policies.filter((p) => p.table !== "users" && p.table !== "tenants"))(
    "$table",
    async ({ table, policy }) => {
      const grants = APP_GRANTS[table] ?? "";
      if (!grants.includes("insert")) {
        const mine = await makeTenant();
        const row = await sampleRow(owner, table, mine.id);
        await expect(
          probe(
            mine.id,
            async () => {},
            (tx) => tx`insert into ${tx(table)} ${tx(row)}`,
          ),
        ).rejects.toThrow(/permission denied/);
        return;
      }
      const mine = await makeTenant();
      const theirs = await makeTenant();
      const row = await sampleRow(owner, table, theirs.id);
      const clear = async (tx: postgres.TransactionSql) => {
        await tx`delete from ${tx(table)} where tenant_id = ${theirs.id}`;
        if (OF_AN_ESTIMATE.includes(table)) await insertEstimate(tx, row);
      };
      const insert = async (tx: postgres.TransactionSql) =>
        (await tx`insert into ${tx(table)} ${tx(row)}`).count;
      await expect(probe(mine.id, clear, insert)).rejects.toThrow(/row-level security/);

      // The mutation: with the check opened, the same row is taken.
      const broken = async (tx: postgres.TransactionSql) => {
        await clear(tx);
        await tx.unsafe(`alter policy "${policy}" on "${table}" with check (true)`);
        await openEstimates(tx, table);
      };
      expect(await probe(mine.id, broken, insert)).toBe(1);
    },
  );
});

describe("what stands in a restricted project does not exist for whom it is hidden from", () => {
  it.each(["projects", "files", "cost_estimates"])("%s", async (table) => {
    const mine = await makeTenant();
    const project = randomUUID();
    const row = {
      ...(await sampleRow(owner, table, mine.id)),
      ...(table === "projects" ? { id: project } : { project_id: project }),
    };
    const insert = async (tx: postgres.TransactionSql) =>
      (await tx`insert into ${tx(table)} ${tx(row)}`).count;
    const count = async (tx: postgres.TransactionSql) =>
      (await tx<{ n: number }[]>`select count(*)::int as n from ${tx(table)} where tenant_id = ${mine.id}`)[0]
        ?.n;
    const hidden = (ask: typeof count) => async (tx: postgres.TransactionSql) => {
      await tx`select set_config('app.hidden_projects', ${`{${project}}`}, true)`;
      return ask(tx);
    };
    expect(await probe(mine.id, insert, count)).toBe(1);
    expect(await probe(mine.id, insert, hidden(count))).toBe(0);
    await expect(probe(mine.id, async () => {}, hidden(insert))).rejects.toThrow(/row-level security/);

    // The mutation: without the policy it is there again.
    const open = async (tx: postgres.TransactionSql) => {
      await insert(tx);
      await tx.unsafe(`drop policy "${table}_visible" on "${table}"`);
    };
    expect(await probe(mine.id, open, hidden(count))).toBe(1);
  });

  it.each(OF_AN_ESTIMATE)("%s", async (table) => {
    const mine = await makeTenant();
    const project = randomUUID();
    const row = await sampleRow(owner, table, mine.id);
    const estimate = (tx: postgres.TransactionSql) => insertEstimate(tx, row, { project_id: project });
    const insert = async (tx: postgres.TransactionSql) =>
      (await tx`insert into ${tx(table)} ${tx(row)}`).count;
    const both = async (tx: postgres.TransactionSql) => {
      await estimate(tx);
      await insert(tx);
    };
    const count = async (tx: postgres.TransactionSql) =>
      (await tx<{ n: number }[]>`select count(*)::int as n from ${tx(table)} where tenant_id = ${mine.id}`)[0]
        ?.n;
    const hidden = (ask: typeof count) => async (tx: postgres.TransactionSql) => {
      await tx`select set_config('app.hidden_projects', ${`{${project}}`}, true)`;
      return ask(tx);
    };
    expect(await probe(mine.id, both, count)).toBe(1);
    expect(await probe(mine.id, both, hidden(count))).toBe(0);
    await expect(probe(mine.id, estimate, hidden(insert))).rejects.toThrow(/row-level security/);

    // The mutation: without the policy it is there again.
    const open = async (tx: postgres.TransactionSql) => {
      await both(tx);
      await tx.unsafe(`drop policy "${table}_visible" on "${table}"`);
    };
    expect(await probe(mine.id, open, hidden(count))).toBe(1);
  });

  it("a notice about an estimate in it", async () => {
    const mine = await makeTenant();
    const [project, estimate] = [randomUUID(), randomUUID()];
    const insert = async (tx: postgres.TransactionSql) => {
      await insertEstimate(tx, { tenant_id: mine.id, estimate_id: estimate }, { project_id: project });
      await tx`insert into notifications ${tx({ ...(await sampleRow(tx, "notifications", mine.id)), estimate_id: estimate })}`;
    };
    const count = async (tx: postgres.TransactionSql) =>
      (
        await tx<{ n: number }[]>`select count(*)::int as n from notifications where tenant_id = ${mine.id}`
      )[0]?.n;
    const hidden = async (tx: postgres.TransactionSql) => {
      await tx`select set_config('app.hidden_projects', ${`{${project}}`}, true)`;
      return count(tx);
    };
    expect(await probe(mine.id, insert, count)).toBe(1);
    expect(await probe(mine.id, insert, hidden)).toBe(0);
  });

  it("a notice about a file in it", async () => {
    const mine = await makeTenant();
    const [project, file] = [randomUUID(), randomUUID()];
    const insert = async (tx: postgres.TransactionSql) => {
      await tx`insert into files ${tx({ ...(await sampleRow(tx, "files", mine.id)), id: file, project_id: project })}`;
      await tx`insert into notifications ${tx({ ...(await sampleRow(tx, "notifications", mine.id)), file_id: file })}`;
    };
    const count = async (tx: postgres.TransactionSql) =>
      (
        await tx<{ n: number }[]>`select count(*)::int as n from notifications where tenant_id = ${mine.id}`
      )[0]?.n;
    const hidden = async (tx: postgres.TransactionSql) => {
      await tx`select set_config('app.hidden_projects', ${`{${project}}`}, true)`;
      return count(tx);
    };
    expect(await probe(mine.id, insert, count)).toBe(1);
    expect(await probe(mine.id, insert, hidden)).toBe(0);

    // The mutation: without the policy it is there again.
    const open = async (tx: postgres.TransactionSql) => {
      await insert(tx);
      await tx.unsafe(`drop policy "notifications_visible" on notifications`);
    };
    expect(await probe(mine.id, open, hidden)).toBe(1);
  });
});
