import { eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/**
 * The language of an organisation: the one of its settings, else the choice of the admin who has been there longest of
 * those who have made one; null where nobody has chosen. In a system transaction: members' choices are their own.
 */
export async function organisationLocale(tx: Transaction, tenantId: string): Promise<Locale | null> {
  const [row] = await tx.execute<{ locale: Locale | null }>(
    sql`select ${localeOf(sql`${tenantId}::uuid`)} as locale`,
  );
  return row?.locale ?? null;
}

/** The same as an expression, of the organisation whose id an expression gives. */
export function localeOf(tenantId: SQL): SQL {
  return sql`coalesce(
    (SELECT s.locale FROM tenant_settings s WHERE s.tenant_id = ${tenantId}),
    (SELECT u.locale FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.tenant_id = ${tenantId} AND m.role = 'admin' AND u.locale IS NOT NULL
      ORDER BY m.created_at, u.id LIMIT 1))`;
}

/**
 * What the settings say alone, English where they say nothing: for what programs read, whose language must not change with
 * a member's choice.
 */
export async function settingsLocale(tx: Transaction, tenantId: string): Promise<Locale> {
  const [row] = await tx
    .select({ locale: tenantSettings.locale })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, tenantId));
  return row?.locale ?? "en";
}
