import { and, inArray, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import type { Mail } from "#lib/email/mail.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { organisationLocale } from "#lib/tenancy/organisation-locale.ts";

/**
 * One mail to each of the addresses, as `write` words it in their language: the one that the person has chosen, else that
 * of the request that asked for the mail, else the organisation's, else English. In a system transaction.
 */
export async function addressed(
  tx: Transaction,
  tenantId: string | null,
  addresses: readonly string[],
  write: (locale: Locale) => Omit<Mail, "to">,
  asked?: Locale | undefined,
): Promise<Mail[]> {
  if (addresses.length === 0) return [];
  const chosen = await choices(tx, addresses);
  const other = asked ?? (tenantId === null ? null : await organisationLocale(tx, tenantId)) ?? "en";
  return addresses.map((to) => ({ to, ...write(chosen.get(to.toLowerCase()) ?? other) }));
}

/** The language of a mail to one address, as `addressed` finds it. */
export async function mailLocale(
  tx: Transaction,
  tenantId: string | null,
  address: string,
  asked?: Locale | undefined,
): Promise<Locale> {
  const chosen = (await choices(tx, [address])).get(address.toLowerCase());
  return chosen ?? asked ?? (tenantId === null ? null : await organisationLocale(tx, tenantId)) ?? "en";
}

async function choices(tx: Transaction, addresses: readonly string[]): Promise<Map<string, Locale>> {
  const lower = sql<string>`lower(${users.email})`;
  const rows = await tx
    .select({ email: lower, locale: users.locale })
    .from(users)
    .where(
      and(
        inArray(
          lower,
          addresses.map((address) => address.toLowerCase()),
        ),
        isNotNull(users.locale),
      ),
    );
  return new Map(rows.flatMap(({ email, locale }) => (locale ? [[email, locale] as const] : [])));
}
