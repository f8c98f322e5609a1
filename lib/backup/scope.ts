import { AppError } from "#lib/errors.ts";

/** Everything, or what one organisation has. */
export type Scope = { kind: "installation" } | { kind: "tenant"; id: string; slug: string };

/** Tables of which no backup holds rows. */
export const NEVER: Record<string, string> = {
  job_workers: "processes that live now",
  metric_processes: "processes that live now",
  trace_spans: "what processes note of themselves for some days",
  traces: "what processes note of themselves for some days",
};

/** Tables with a `tenant_id` that stay with the platform when one organisation is backed up or restored. */
export const NOT_OF_TENANT: Record<string, string> = {
  sessions: "people sign in again",
  auth_tokens: "links in mails that were sent, with an end of their own",
  idempotency_keys: "answers that are kept for a day",
  call_leases: "calls that a process may still admit, for a second",
  rate_limits: "counts of a few minutes",
  support_sessions: "visits of operators, who belong to the platform",
  job_steps: "with the runs, by their id",
};

/** Tables without a `tenant_id` that are the platform's, with a reason where it is not plain. */
export const PLATFORM: Record<string, string> = {
  archival_runs: "runs over all organisations",
  archival_totals: "counters of the platform",
  billing_plans: "the price list",
  caught_mails: "mails that were caught in place of being sent",
  coupons: "the platform's offers",
  deleted_files: "what a sweep may remove; names organisations without belonging to them",
  email_changes: "links in mails that were sent",
  error_groups: "errors of all organisations",
  error_marks: "errors of all organisations",
  feature_switches: "switches for all",
  health_days: "how the platform was",
  health_samples: "how the platform was",
  incident_updates: "how the platform was",
  incidents: "how the platform was",
  invoice_runs: "runs over all organisations",
  job_workers: NEVER.job_workers ?? "",
  metric_processes: NEVER.metric_processes ?? "",
  metric_totals: "counters of the platform",
  mail_suppressions: "addresses, whoever writes to them",
  operator_logs: "what operators did",
  operator_sessions: "sign-ins of operators",
  operators: "operators",
  platform_facts: "facts about the platform",
  rate_limits: "counts of a few minutes",
  stripe_events: "what Stripe told",
};

const MEMBERS = (id: string) => `(select user_id from memberships where tenant_id = '${id}'
  union select user_id from former_members where tenant_id = '${id}'
  union select user_id from sso_identities where tenant_id = '${id}')`;

/** Accounts go with their members; where one is there already, that one stays. */
const ACCOUNTS: Record<string, (id: string) => string> = {
  users: (id) => `id in ${MEMBERS(id)}`,
  second_factors: (id) => `user_id in ${MEMBERS(id)}`,
  recovery_codes: (id) => `user_id in ${MEMBERS(id)}`,
};
export const isAccount = (table: string) => table in ACCOUNTS;

/** Of jobs and events only what is not done: the rest has had its effect. */
const UNFINISHED: Record<string, string> = {
  outbox: "delivered_at is null",
  job_runs: "finished_at is null",
};
export const isMachinery = (table: string) => table in UNFINISHED;

/**
 * The condition on a table's rows within a scope; null: none of its rows. `columns` are the table's own.
 * Throws for a table that nobody has decided about.
 */
export function conditionFor(scope: Scope, table: string, columns: readonly string[]): string | null {
  if (table in NEVER) return null;
  if (scope.kind === "installation") return "true";
  if (!UUID.test(scope.id)) throw new Error("An organisation is named by its UUID");
  if (table === "tenants") return `id = '${scope.id}'`;
  const account = ACCOUNTS[table];
  if (account) return account(scope.id);
  if (table in NOT_OF_TENANT || table in PLATFORM) return null;
  if (!columns.includes("tenant_id"))
    throw new AppError(
      500,
      "table_undecided",
      `lib/backup/scope.ts does not say whether the table ${table} goes with an organisation.`,
    );
  const unfinished = UNFINISHED[table];
  return `tenant_id = '${scope.id}'${unfinished ? ` and ${unfinished}` : ""}`;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whose object a key is: every key of either bucket begins with its kind and the organisation's id. */
export const tenantOfKey = (key: string): string | null => key.split("/")[1] ?? null;
