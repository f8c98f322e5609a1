import postgres from "postgres";

/**
 * No change of an organisation's rows without a row in its audit log: for the tests' database, every table of tenants
 * gets triggers that note what a transaction changes, and its commit fails when the log got nothing. It holds for every
 * test that runs the product's code. What a test writes by itself is exempt: see fixture-transactions.ts.
 */

type Exemption = "all" | { columns: string[] } | { onlyUpdatesOf: string[] } | { onlyEvents: string[] };

/** What changes without anybody having decided anything, or is told of by the row of what it belongs to. */
const EXEMPT: Record<string, Exemption> = {
  // The log itself.
  audit_logs: "all",
  audit_chain: "all",
  audit_anchors: "all",
  // Copies of entries that were archived; an archived day of entries is told of when it is, and who asked for one.
  audit_logs_restored: "all",
  archived_logs: "all",
  // Metering: its events are their own record.
  usage_events: "all",
  usage_metrics: "all",
  usage_thresholds: "all",
  api_key_calls: "all",
  call_counters: "all",
  call_leases: "all",
  // Machinery of jobs, webhooks and repeated requests.
  outbox: "all",
  job_runs: "all",
  idempotency_keys: "all",
  // What was seen of requests and jobs, for operators.
  traces: "all",
  trace_spans: "all",
  webhook_messages: "all",
  webhook_deliveries: "all",
  webhook_attempts: "all",
  // What members are told of causes that have their own rows, and what each has read of it.
  notifications: "all",
  // Proof of who somebody is; what they then do is logged.
  auth_tokens: "all",
  sso_identities: "all",
  // Derived by a run, whose file says that it was processed; the floor area is a person's word.
  processing_steps: "all",
  step_attempts: "all",
  elements: "all",
  file_models: "all",
  file_revits: "all",
  // Made of two take-offs and two estimates whenever somebody looks.
  model_comparisons: "all",
  model_changes: "all",
  materials: "all",
  cost_estimate_lines: "all",
  estimate_index: "all",
  embeddings: "all",
  file_analyses: {
    onlyUpdatesOf: ["floor_area_override_m2", "floor_area_confirmed_by", "floor_area_reason"],
  },
  file_drawings: { onlyUpdatesOf: ["unit", "unit_set_by", "scale", "scale_set_by"] },
  file_bills: { onlyUpdatesOf: ["said", "said_by"] },
  // How far an import is; its end is told.
  work_item_libraries: { columns: ["progress", "rows"] },
  // The invoice's own timeline, told with its changes.
  invoice_events: "all",
  // What a run of archival has come to: each file it moves is told by itself, and the run at its end.
  archival_items: "all",
  archival_tenant_runs: { onlyEvents: ["update"], columns: ["is_totalled", "is_pruned"] },
  // Counters, leases, times of last use, and what others' systems call a thing.
  tenants: { columns: ["storage_used", "storage_reserved", "file_count", "stripe_customer_id"] },
  files: {
    columns: [
      "verifying_since",
      "upload_id",
      "part_size",
      "move_id",
      "moving_since",
      "last_accessed_at",
      "linked_at",
    ],
  },
  invoices: { columns: ["stripe_invoice_id", "payment_url"] },
  estimate_shares: { columns: ["last_opened_at", "open_count"] },
  // They end with what ends them, which is told where it was done; a person has some at other organisations too.
  sessions: { onlyEvents: ["insert"] },
  // Which hints a member still wants to see.
  memberships: { columns: ["checklist_dismissed_at"] },
  api_keys: { columns: ["last_used_at"] },
  billing_accounts: { columns: ["next_invoice_number"] },
  tenant_domains: { columns: ["checked_at", "problem"] },
  // What the store answered and when it is asked next; who was told.
  file_restores: {
    columns: ["next_check_at", "checks", "failure_code", "failure", "notified_at", "reminded_at"],
  },
  data_exports: { columns: ["progress", "object_key"] },
  webhook_endpoints: { columns: ["failures", "failing_since", "last_success_at"] },
};
const ALWAYS_EXEMPT = ["updated_at", "revision"];

export async function installAuditGuard(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(MACHINERY);
    const tables = await sql<{ name: string; key: string }[]>`
      select c.relname as name, a.attname as key
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and (a.attname = 'tenant_id' or c.relname = 'tenants' and a.attname = 'id') and a.attnum > 0`;
    const unknown = Object.keys(EXEMPT).filter((name) => !tables.some((table) => table.name === name));
    if (unknown.length > 0) throw new Error(`The audit guard exempts tables that are not there: ${unknown}`);
    for (const { name, key } of tables) {
      const exemption = EXEMPT[name];
      if (exemption === "all") continue;
      const watched = exemption && "onlyUpdatesOf" in exemption ? exemption.onlyUpdatesOf : null;
      const ignored = [...ALWAYS_EXEMPT, ...(exemption && "columns" in exemption ? exemption.columns : [])];
      const events = {
        insert: "new table as new_rows",
        delete: "old table as old_rows",
        update: "old table as old_rows new table as new_rows",
      };
      for (const [event, referencing] of Object.entries(events)) {
        if (watched && event !== "update") continue;
        if (exemption && "onlyEvents" in exemption && !exemption.onlyEvents.includes(event)) continue;
        await sql.unsafe(`create trigger audit_guard_${event} after ${event} on "${name}" referencing ${referencing}
          for each statement execute function test_guard.note('${key}', '{${ignored}}', '{${watched ?? ""}}')`);
      }
    }
  } finally {
    await sql.end();
  }
}

const MACHINERY = `
create schema test_guard;
create table test_guard.changes (xact xid8, tenant uuid, what text, primary key (xact, tenant));
create table test_guard.audited (xact xid8, tenant uuid, primary key (xact, tenant));

-- On its way to the archive a file is as hot as before: it is told where it has arrived.
create function test_guard.settled(r jsonb) returns jsonb language sql immutable return
  case when r->>'storage_tier' = 'archiving' then r || '{"storage_tier": "hot"}' else r end;

create function test_guard.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  ignored text[] := tg_argv[1];
  watched text[] := tg_argv[2];
  before jsonb[] := '{}';
  after jsonb[] := '{}';
begin
  if session_user not in ('cai_app', 'cai_system') or current_setting('app.fixture', true) = 'on' then return null; end if;
  if tg_op <> 'INSERT' then before := array(select test_guard.settled(to_jsonb(r)) - ignored from old_rows r); end if;
  if tg_op <> 'DELETE' then after := array(select test_guard.settled(to_jsonb(r)) - ignored from new_rows r); end if;
  insert into test_guard.changes
    select distinct pg_current_xact_id(), (row->>tg_argv[0])::uuid, format('%s of %s by: %s', tg_op, tg_table_name, left(current_query(), 300))
    from (
      (select unnest(before) except all select unnest(after)) union all (select unnest(after) except all select unnest(before))
    ) as changed (row)
    where row->>tg_argv[0] is not null and (watched = '{}' or exists (
      select from unnest(before) b, unnest(after) a, unnest(watched) w where b->w is distinct from a->w))
    on conflict do nothing;
  return null;
end $$;

create function test_guard.note_audit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into test_guard.audited select distinct pg_current_xact_id(), tenant_id from new_rows on conflict do nothing;
  return null;
end $$;
create trigger audit_guard_noted after insert on audit_logs referencing new table as new_rows
  for each statement execute function test_guard.note_audit();

create function test_guard.check_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from test_guard.audited a where a.xact = new.xact and a.tenant = new.tenant)
    and exists (select from public.tenants t where t.id = new.tenant) then
    raise exception 'A change without a row in the audit log: %', new.what
      using hint = 'Write one in the same transaction (lib/audit/record.ts), or exempt it with a reason in db/test/audit-guard.ts.';
  end if;
  return null;
end $$;
create constraint trigger check_change after insert on test_guard.changes deferrable initially deferred
  for each row execute function test_guard.check_change();
`;
