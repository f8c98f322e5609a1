import { formatBytes, formatCount, NONE } from "#components/format/numbers.ts";
import { shareToPercent } from "#components/format/percent.ts";
import { formatDateTime } from "#components/format/time.ts";
import { planName } from "#lib/billing/plan-names.ts";

const TITLES: Record<string, string> = {
  "tenant.created": "Organisation created",
  "tenant.changed": "Terms changed",
  "tenant.suspended": "Suspended",
  "tenant.restored": "Access restored",
  "plan.changed": "Plan changed",
  "plan.change_scheduled": "Change of plan asked for",
  "plan.change_withdrawn": "Change of plan taken back",
  "plan.change_refused": "Change of plan did not fit",
  "coupon.redeemed": "Coupon redeemed",
  "billing_account.changed": "Billing details changed",
  "invoice.credited": "Invoice credited",
  "payment.recorded": "Payment recorded",
  "discount.ended": "Discount ended",
  "tenant.deleted": "Organisation deleted",
  "tenant.recovered": "Brought back from a backup",
  "backup.created": "Backup made",
  "installation.restored": "Everything restored from a backup",
  "invoice.voided": "Invoice voided",
  "invoice.written_off": "Invoice written off",
  "job.replayed": "Job replayed",
  "error.resolved": "Error marked as resolved",
  "error.ignored": "Error marked as ignored",
  "error.reopened": "Error opened again",
  "usage_conflict.resolved": "Usage conflict settled",
  "operator.created": "Operator invited",
  "operator.signed_in": "Signed in",
  "operator.second_factor_enabled": "Authenticator app set up",
  "operator.second_factor_reset": "Password and app reset",
  "feature.overridden": "Organisation set apart",
  "incident.created": "Incident reported",
  "incident.updated": "Incident: news",
  "payment.announced": "Payment to be recorded",
};

/** What a kind of change is called. */
export function titleOf(action: string): string {
  const words = action.replaceAll(/[._]/g, " ");
  return TITLES[action] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** A field of the audit row's detail: its name, and its value as people read it. */
const FIELDS: Record<string, [label: string, write?: (value: unknown) => string]> = {
  storage_quota: ["Storage cap", (value) => formatBytes(Number(value))],
  archive_quota: ["Archive cap", (value) => formatBytes(Number(value))],
  api_quota: ["API call cap", (value) => formatCount(Number(value))],
  tax_rate: ["Tax rate", (value) => `${shareToPercent(String(value))} %`],
  reverse_charge: ["Reverse charge"],
  trial_ends_at: ["Trial until", (value) => formatDateTime(String(value))],
  effective_at: ["From", (value) => formatDateTime(String(value))],
  plan: ["Plan", (value) => planName(String(value))],
  credit_note: ["Credit note"],
  slug: ["Address"],
  tax_id: ["Tax id"],
};

/**
 * An audit row in lines such as "Tax rate: 10 % → 19 %": what changed, then what else it says. What is not known here
 * stands as it was written, so that nothing of the trail is left out.
 */
export function linesOf({ detail, before, after }: AuditWords): string[] {
  const old = before ?? {};
  return Object.entries({ ...detail, ...old, ...after }).map(([name, value]) => {
    const label = FIELDS[name]?.[0] ?? titleOf(name);
    const change = name in old ? `${text(name, old[name])} → ` : "";
    return `${label}: ${change}${text(name, after && name in old && !(name in after) ? null : value)}`;
  });
}

interface AuditWords {
  detail: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

function text(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return NONE;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const write = FIELDS[name]?.[1];
  if (write) return write(value);
  if (Array.isArray(value)) return value.join(", ") || NONE;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
