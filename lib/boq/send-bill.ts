import { z } from "zod";
import { CLASSIFICATIONS } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { LOCALES, type Locale } from "#lib/i18n/locales.ts";
import { XLSX } from "#lib/reports/export-estimate.ts";
import { fileStem } from "#lib/reports/names.ts";
import type { Exported } from "#lib/reports/views.ts";
import { workbookStream } from "#lib/reports/xlsx/workbook.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { biddersSheet } from "./bidders-sheet.ts";
import { findBill } from "./find-bill.ts";
import { languageOf } from "./present-bill.ts";
import { tenderItems } from "./tender-items.ts";
import { billWords } from "./words/bill-words.ts";

export const SendBill = z.object({
  /** `own`: with the estimate's own rates in it. They tell bidders what is expected: nobody gets them unasked. */
  prices: z.enum(["none", "own"]).default("none"),
  /** Sections of another classification than the bill's own. */
  classification: z.enum(CLASSIFICATIONS).optional(),
  /** Language of headings and titles. Without one the person's own choice, else the organisation's, else English. */
  locale: z.enum(LOCALES).optional(),
});

/**
 * A bill as a workbook for bidders: item ids, sections, descriptions, quantities and empty unit rates, with amounts that
 * follow them. Only the cells to be filled in are open. Throws `NotFound`.
 */
export async function sendBill(
  ctx: Ctx,
  estimateId: string,
  { prices, classification, locale: asked }: z.output<typeof SendBill>,
): Promise<Exported> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const bill = await findBill(tx, ctx.tenant.id, estimateId, classification);
    const locale = asked ?? ownLocale(ctx) ?? (await settingsLocale(tx, ctx.tenant.id));
    const t = billWords(locale);
    const sheet = biddersSheet(bill, {
      t,
      locale,
      titles: asked ?? (await languageOf(tx)),
      items: tenderItems(bill),
      withPrices: prices === "own",
    });
    await audit(
      ctx,
      tx,
      "bill.sent",
      { type: "estimate", id: estimateId },
      { classification: bill.classification, own_prices: prices === "own" },
    );
    return {
      filename: `${fileStem(t("filename", { name: bill.estimate.name }))}.xlsx`,
      contentType: XLSX,
      body: workbookStream([sheet], {
        title: t("title", { name: bill.estimate.name }),
        author: ctx.tenant.name,
        at: bill.estimate.pricedAt,
        minorDigits: bill.estimate.minorDigits,
      }),
    };
  });
}

export const ownLocale = ({ principal }: Ctx): Locale | null =>
  principal.kind === "user" ? (principal.locale ?? null) : null;
