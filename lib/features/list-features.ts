import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { FEATURE_NAMES, FEATURES } from "#lib/features/features.ts";
import { utc } from "#lib/operators/sql.ts";

const Changed = z.object({
  is_on: z.boolean(),
  /** An operator's name; null for a program or a command. */
  changed_by: z.string().nullable(),
  changed_at: z.string(),
});
export const FeatureView = z.object({
  name: z.enum(FEATURE_NAMES),
  label: z.string(),
  while_off: z.string(),
  per_tenant: z.boolean(),
  is_on: z.boolean(),
  /** Null: it was never switched. */
  changed: Changed.nullable(),
  overrides: z.array(Changed.extend({ tenant: z.object({ slug: z.string(), name: z.string() }) })),
});
export const FeatureList = z.object({ items: z.array(FeatureView) });

interface Row extends z.input<typeof Changed>, Record<string, unknown> {
  name: string;
  slug: string | null;
  tenant_name: string | null;
}

/** Every switch as it stands, with the organisations that are set apart. */
export async function listFeatures(): Promise<z.input<typeof FeatureList>> {
  const rows = await withSystem((tx) =>
    tx.execute<Row>(sql`
      select f.name, f.is_on, o.name as changed_by, ${utc(sql`f.updated_at`)} as changed_at, t.slug, t.name as tenant_name
      from (select name, null::uuid as tenant_id, is_on, changed_by, updated_at from feature_switches
        union all select name, tenant_id, is_on, changed_by, updated_at from feature_overrides) f
      left join operators o on f.changed_by = 'operator:' || o.id
      left join tenants t on t.id = f.tenant_id
      order by t.slug`),
  );
  return {
    items: FEATURE_NAMES.map((name) => {
      const { label, whileOff, perTenant } = FEATURES[name];
      const own = rows.filter((row) => row.name === name);
      const all = own.find(({ slug }) => slug === null);
      return {
        name,
        label,
        while_off: whileOff,
        per_tenant: perTenant,
        is_on: all?.is_on ?? true,
        changed: all ? changed(all) : null,
        overrides: own.flatMap((row) =>
          row.slug === null
            ? []
            : [{ ...changed(row), tenant: { slug: row.slug, name: row.tenant_name ?? row.slug } }],
        ),
      };
    }),
  };
}

const changed = ({ is_on, changed_by, changed_at }: Row) => ({ is_on, changed_by, changed_at });
