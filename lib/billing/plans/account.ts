import { eq } from "drizzle-orm";
import { z } from "zod";
import { billingAccounts } from "#db/schema/billing.ts";
import { audit } from "#lib/audit/record.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { hasVatForm, isEuCountry, normalTaxId } from "#lib/billing/plans/tax-id.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { config } from "#lib/config/index.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const AccountView = z.object({
  legal_name: z.string().nullable(),
  address: z.string().nullable(),
  /** ISO 3166 alpha-2. */
  country: z.string().nullable(),
  tax_id: z.string().nullable(),
  /** Mail addresses that get invoices beside the admins. */
  contacts: z.array(z.string()),
  currency: z.string(),
  /** Per cent, as operators set it. */
  tax_percent: z.string(),
  reverse_charge: z.boolean(),
  card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
  /** Whether a card can be given on this installation. */
  card_payments: z.boolean(),
});

/** An invoice has room for them above its lines. */
const ADDRESS_LINES = 10;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullable();

/** What is left out stays as it is; empty texts are taken out. */
export const ChangeAccount = z
  .strictObject({
    legal_name: text(200),
    address: text(500).refine(
      (address) => (address?.split("\n").length ?? 0) <= ADDRESS_LINES,
      issueText("billing.addressLines", { lines: ADDRESS_LINES }),
    ),
    country: z
      .string()
      .trim()
      .toUpperCase()
      .refine((code) => code === "" || isCountry(code), issueText("billing.countryTwoLetters"))
      .transform((code) => code || null)
      .nullable(),
    tax_id: text(40),
    contacts: z
      .array(Email)
      .max(10, issueText("billing.tenBillingContacts"))
      .transform((emails) => [...new Set(emails)]),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, issueText("common.whatChange"));

/** Whom the invoices go to. */
export async function readAccount(ctx: Ctx): Promise<z.input<typeof AccountView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const [row] = await tx.select().from(billingAccounts).where(eq(billingAccounts.tenantId, ctx.tenant.id));
    return present(ctx, row);
  });
}

/**
 * Invoices made final from then on show it. Throws `Invalid`: `tax_id_invalid` for a number without its country's form,
 * `tax_id_required` where a reverse charge rests on it.
 */
export async function changeAccount(
  ctx: Ctx,
  change: z.output<typeof ChangeAccount>,
): Promise<z.input<typeof AccountView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const mine = eq(billingAccounts.tenantId, ctx.tenant.id);
    const [before] = await tx.select().from(billingAccounts).where(mine).for("update");
    const country = change.country === undefined ? (before?.country ?? null) : change.country;
    const given = change.tax_id === undefined ? (before?.taxId ?? null) : change.tax_id;
    const taxId = given === null ? null : country && isEuCountry(country) ? normalTaxId(given) : given;
    if (taxId && country && !hasVatForm(country, taxId)) {
      const sentence = problemText("billing.formVatNumber", { taxId, country });
      throw new Invalid("tax_id_invalid", sentence, [{ path: "tax_id", message: sentence }]);
    }
    if (before?.reverseCharge && before.taxId && !taxId) {
      const sentence = problemText("billing.yourInvoicesCarry");
      throw new Invalid("tax_id_required", sentence, [{ path: "tax_id", message: sentence }]);
    }
    const [row] = await tx
      .update(billingAccounts)
      .set({
        taxId,
        country,
        ...(change.legal_name === undefined ? {} : { legalName: change.legal_name }),
        ...(change.address === undefined ? {} : { address: change.address }),
        ...(change.contacts === undefined ? {} : { contacts: change.contacts }),
      })
      .where(mine)
      .returning();
    const after = present(ctx, row);
    await audit(
      ctx,
      tx,
      "billing_account.changed",
      { type: "tenant", id: ctx.tenant.id },
      {},
      { before: { ...present(ctx, before) }, after: { ...after } },
    );
    return after;
  });
}

function present(
  ctx: Ctx,
  row: typeof billingAccounts.$inferSelect | undefined,
): z.input<typeof AccountView> {
  if (!row) throw new Error(`Tenant ${ctx.tenant.id} has no billing account`);
  return {
    legal_name: row.legalName,
    address: row.address,
    country: row.country,
    tax_id: row.taxId,
    contacts: row.contacts,
    currency: row.currency,
    tax_percent: decimal(row.taxRate).times(100).toFixed(),
    reverse_charge: row.reverseCharge,
    card: row.cardBrand && row.cardLast4 ? { brand: row.cardBrand, last4: row.cardLast4 } : null,
    card_payments: config().billing.stripe !== null,
  };
}

/** Two letters that the locale data knows. */
function isCountry(code: string): boolean {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  return /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined;
}
