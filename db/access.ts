import type postgres from "postgres";

/**
 * What each role may do, table by table. A table that is missing here fails `access.test.ts`.
 * Row-level security decides which rows; grants decide which verbs and columns.
 */
const CRUD = "select, insert, update, delete";
export const APP_GRANTS: Record<string, string> = {
  tenants:
    "select, update (name, logo_url, storage_used, storage_reserved, archive_used, file_count, deletion_due_at, deletion_requested_by, updated_at)",
  tenant_settings: CRUD,
  projects: CRUD,
  project_members: CRUD,
  tenant_domains: CRUD,
  sso_connections: CRUD,
  users: "select (id, email, name, email_verified_at, created_at, updated_at)",
  memberships: CRUD,
  tenant_invitations: CRUD,
  api_keys: CRUD,
  files: CRUD,
  archival_tenant_runs: "select, insert, update",
  archival_items: "select, insert, update",
  file_restores: "select, insert, update",
  archived_logs: "select, update (restore_requested_at)",
  processing_runs: CRUD,
  processing_steps: CRUD,
  step_attempts: "select",
  file_analyses: CRUD,
  elements: CRUD,
  file_models: CRUD,
  file_versions: CRUD,
  model_comparisons: CRUD,
  model_changes: CRUD,
  materials: CRUD,
  material_assignments: CRUD,
  drawing_mappings: CRUD,
  file_drawings: CRUD,
  bill_mappings: CRUD,
  file_bills: CRUD,
  file_revits: CRUD,
  // Ended, never written over nor deleted but with the file.
  element_corrections: "select, insert, update (ended_at, ended_by, ending, end_reason)",
  price_books: "select, insert, update",
  price_book_items: "select, insert",
  carbon_factors: "select, insert",
  price_book_entries: "select, insert",
  location_factors: "select, insert",
  epds: "select, insert, delete",
  epd_choices: "select, insert",
  work_item_libraries: CRUD,
  work_items: "select, insert",
  work_item_words: "select, insert",
  cost_estimates: CRUD,
  cost_estimate_lines: CRUD,
  estimate_variants: CRUD,
  estimate_comments: CRUD,
  estimate_review_steps: "select, insert",
  estimate_shares: "select, insert, update",
  boq_bills: CRUD,
  boq_items: CRUD,
  boq_mappings: CRUD,
  boq_returns: "select, insert, delete",
  estimate_snapshots: "select, insert",
  estimate_revisions: "select, insert, update (withdrawn_at, withdrawn_by, withdraw_reason)",
  estimate_index: CRUD,
  embeddings: CRUD,
  price_index_values: CRUD,
  price_exchange_rates: CRUD,
  billing_plans: "select",
  usage_events: "select, insert",
  usage_metrics: "select, insert, update",
  api_key_calls: "select",
  billing_accounts: "select, update (tax_id, legal_name, address, country, contacts, updated_at)",
  plan_changes: "select",
  tenant_discounts: "select",
  invoices: "select",
  invoice_lines: "select",
  invoice_events: "select",
  payments: "select",
  audit_logs: "select, insert",
  audit_logs_restored: "select",
  audit_chain: "select",
  webhook_endpoints: CRUD,
  webhook_messages: "select, insert",
  webhook_deliveries: "select, insert, update",
  webhook_attempts: "select",
  data_exports: "select, insert, update",
  support_sessions: "select, update (ended_at)",
  notifications: "select, insert, update (read_at)",
  outbox: "insert",
  idempotency_keys: "select, insert, delete",
};

/** Tables that no tenant transaction may touch: only `cai_system` does. */
export const SYSTEM_ONLY = [
  "sessions",
  "auth_tokens",
  "second_factors",
  "recovery_codes",
  "email_changes",
  "sso_identities",
  "former_members",
  "former_slugs",
  "rate_limits",
  "caught_mails",
  "mail_suppressions",
  "audit_anchors",
  "operators",
  "operator_sessions",
  "operator_logs",
  "feature_switches",
  "feature_overrides",
  "incidents",
  "incident_updates",
  "health_samples",
  "health_days",
  "archival_runs",
  "archival_totals",
  "deleted_files",
  "usage_conflicts",
  "call_counters",
  "call_leases",
  "usage_thresholds",
  "coupons",
  "invoice_runs",
  "stripe_events",
  "job_runs",
  "job_steps",
  "job_workers",
  "traces",
  "trace_spans",
  "error_groups",
  "error_marks",
  "metric_totals",
  "metric_processes",
  "platform_facts",
];

/**
 * What `cai_system` may do where that is not everything: the audit log only grows, and its chain is written by its trigger.
 * Rows leave by `audit_remove()` and `audit_shed()` alone, or with their whole organisation. What was written of an archived
 * part stays as it is, but for where its rows are.
 */
export const SYSTEM_GRANTS: Record<string, string> = {
  audit_logs: "select, insert",
  audit_chain: "select",
  // What somebody has signed, and what was given out, is as it was; both go with their estimate alone.
  estimate_snapshots: "select, insert",
  estimate_revisions: "select, insert",
  archived_logs:
    "select, insert, delete, update (removed_at, restore_requested_at, restored_until, expired_at)",
};

/**
 * Forces row-level security on every table and sets the grants above. Idempotent. Partitions have no grants at all: they
 * are reached through their table, whose policies hold.
 */
export async function applyAccess(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`;
    await tx.unsafe("revoke create on schema public from public");
    await tx.unsafe("grant usage on schema public to cai_app, cai_system");
    for (const { name } of tables) {
      await tx`alter table ${tx(name)} enable row level security`;
      await tx`alter table ${tx(name)} force row level security`;
      await tx`revoke all on ${tx(name)} from cai_app, cai_system`;
      await tx.unsafe(`grant ${SYSTEM_GRANTS[name] ?? CRUD} on "${name}" to cai_system`);
      const grant = APP_GRANTS[name];
      if (grant) await tx.unsafe(`grant ${grant} on "${name}" to cai_app`);
    }
  });
}
