import { type SQL, sql } from "drizzle-orm";
import { textArray } from "#db/text-array.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import type { Month } from "#lib/usage/month.ts";

/** For whom and for when invoices are drafted. */
export interface DraftScope {
  /** Tenants without a final invoice for the month; their accounts are locked by the caller. */
  tenantIds: readonly string[];
  month: Month;
  /** Every currency of their accounts, with the digits of its minor unit. */
  digits: ReadonlyMap<string, number>;
  /** An operator named the tenant and the month: its first plan counts back to it, and one that is closed is invoiced as well. */
  named: boolean;
  graceDays: number;
}

/**
 * Common table expressions, first part: `span` (the month), `wanted` (accounts to be billed) and `parts` (who had which
 * plan from when to when within the month, split where a trial ends) and `ending` (the plan in force at its end).
 */
export function segments(scope: DraftScope): SQL {
  const currencies = [...scope.digits.keys()];
  const digits = [...scope.digits.values()].map(String);
  return sql`
  span AS MATERIALIZED (
    SELECT first, next, first::timestamp AT TIME ZONE 'UTC' AS starts_at, next::timestamp AT TIME ZONE 'UTC' AS ends_at
    FROM (SELECT ${scope.month}::date AS first, (${scope.month}::date + interval '1 month')::date AS next) m),
  wanted AS MATERIALIZED (
    SELECT a.tenant_id, a.currency, c.digits, 10::numeric ^ c.digits AS scale, a.reverse_charge, a.tax_id, NOT ${notClosed()} AS closed,
      CASE WHEN a.reverse_charge THEN 0 ELSE a.tax_rate END AS tax_rate
    FROM unnest(${textArray(scope.tenantIds)}::text::uuid[]) AS ids(id)
    JOIN tenants ON tenants.id = ids.id
    JOIN billing_accounts a ON a.tenant_id = ids.id
    JOIN unnest(${textArray(currencies)}::text::text[], ${textArray(digits)}::text::integer[]) AS c(currency, digits)
      ON c.currency = a.currency),
  changes AS (
    SELECT p.tenant_id, p.plan_id, p.trial_ends_at, lead(p.effective_at) OVER t AS replaced_at,
      -- Usage that was imported from before the tenant came to us is billed by the plan it came with.
      CASE WHEN row_number() OVER t = 1 AND p.effective_at >= span.ends_at AND (${scope.named} OR EXISTS (
          SELECT FROM usage_metrics m
          WHERE m.tenant_id = p.tenant_id AND m.metric_date >= span.first AND m.metric_date < span.next))
        THEN span.starts_at ELSE p.effective_at END AS effective_at
    FROM wanted w JOIN plan_changes p ON p.tenant_id = w.tenant_id CROSS JOIN span
    WINDOW t AS (PARTITION BY p.tenant_id ORDER BY p.effective_at)),
  parts AS MATERIALIZED (
    SELECT s.tenant_id, s.plan_id, p.from_at, p.to_at, p.trial
    FROM (
      SELECT c.tenant_id, c.plan_id, greatest(c.effective_at, span.starts_at) AS from_at,
        least(coalesce(c.replaced_at, span.ends_at), span.ends_at) AS to_at, c.trial_ends_at
      FROM changes c CROSS JOIN span
      WHERE c.effective_at < span.ends_at AND coalesce(c.replaced_at, span.ends_at) > span.starts_at) s
    CROSS JOIN LATERAL (VALUES
      (s.from_at, least(s.to_at, coalesce(s.trial_ends_at, s.from_at)), true),
      (greatest(s.from_at, coalesce(s.trial_ends_at, s.from_at)), s.to_at, false)) AS p(from_at, to_at, trial)
    WHERE p.from_at < p.to_at),
  ending AS MATERIALIZED (
    -- A deleted organisation's month is rated by the plan that it had, not by the free one that its deletion left.
    SELECT p.tenant_id,
      CASE WHEN w.closed AND bool_or(p.plan_id <> 'free')
        THEN (array_agg(p.plan_id ORDER BY p.to_at DESC) FILTER (WHERE p.plan_id <> 'free'))[1]
        ELSE max(p.plan_id) FILTER (WHERE p.to_at = span.ends_at) END AS plan_id,
      bool_or(p.plan_id <> 'free') AS subscribed
    FROM parts p JOIN wanted w ON w.tenant_id = p.tenant_id CROSS JOIN span GROUP BY p.tenant_id, w.closed)`;
}
