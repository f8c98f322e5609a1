import { type SQL, sql } from "drizzle-orm";
import { ARCHIVAL_CLASSES, type ArchivalClass, type ArchivalRule } from "#db/schema/tenants.ts";

export type ArchivalRules = Record<ArchivalClass, ArchivalRule>;
/** What an organisation has changed of the default rules. */
export type OwnRules = Partial<Record<ArchivalClass, Partial<ArchivalRule>>>;

/** The rules of an organisation that has changed nothing. */
export const DEFAULT_RULES: ArchivalRules = {
  completed_files: { enabled: true, afterDays: 365, since: "last_access", storageClass: "GLACIER" },
  failed_files: { enabled: true, afterDays: 90, since: "last_access", storageClass: "STANDARD_IA" },
  temporary_files: { enabled: true, afterDays: 7, since: "creation", storageClass: "GLACIER" },
  logs: { enabled: true, afterDays: 30, since: "creation", storageClass: "STANDARD_IA" },
};

/** The rules in force: the organisation's own over the default ones. */
export function rulesOf(own: OwnRules): ArchivalRules {
  const of = (name: ArchivalClass): ArchivalRule => ({ ...DEFAULT_RULES[name], ...own[name] });
  return {
    completed_files: of("completed_files"),
    failed_files: of("failed_files"),
    temporary_files: of("temporary_files"),
    logs: of("logs"),
  };
}

/** Only what differs from the default rules, as it is stored: so a default that changes later changes for whoever kept it. */
export function ownRules(rules: ArchivalRules): OwnRules {
  return Object.fromEntries(
    ARCHIVAL_CLASSES.flatMap((name) => {
      const changed = Object.entries(rules[name]).filter(
        ([key, value]) =>
          !Object.is(value, Object.entries(DEFAULT_RULES[name]).find(([k]) => k === key)?.[1]),
      );
      return changed.length > 0 ? [[name, Object.fromEntries(changed)]] : [];
    }),
  );
}

/**
 * The rules in force as a relation: tenant_id, class, enabled, after_days, since, storage_class. Of the one tenant, or of
 * all that may be moved: those waiting for their deletion are left as they are. `trial` are own rules that are not saved
 * yet; `classes`: only of these.
 */
export function rulesInForce({
  tenantId,
  trial,
  classes = ARCHIVAL_CLASSES,
}: {
  tenantId?: string | null;
  trial?: OwnRules;
  classes?: readonly ArchivalClass[];
}): SQL {
  const own = trial ? sql`${JSON.stringify(trial)}::text::jsonb` : sql`s.archival_rules`;
  const defaults = classes.map((name) => {
    const { enabled, afterDays, since, storageClass } = DEFAULT_RULES[name];
    return sql`(${name}::text, ${enabled}::boolean, ${afterDays}::integer, ${since}::text, ${storageClass}::text)`;
  });
  return sql`
    select s.tenant_id, d.class,
      coalesce((o.rule ->> 'enabled')::boolean, d.enabled) as enabled,
      coalesce((o.rule ->> 'afterDays')::integer, d.after_days) as after_days,
      coalesce(o.rule ->> 'since', d.since) as since,
      coalesce(o.rule ->> 'storageClass', d.storage_class) as storage_class
    from tenant_settings s
    join tenants t on t.id = s.tenant_id and t.deletion_due_at is null
    cross join (values ${sql.join(defaults, sql`, `)}) as d (class, enabled, after_days, since, storage_class)
    cross join lateral (select ${own} -> d.class as rule) o
    where ${tenantId ? sql`s.tenant_id = ${tenantId}` : sql`true`}`;
}
