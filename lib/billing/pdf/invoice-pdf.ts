import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tenantSettings } from "#db/schema/tenants.ts";
import { titleOf } from "#lib/billing/invoice-words.ts";
import { COLORS, CONTENT, finished, newDocument, PAGE, type Pdf, rule } from "#lib/billing/pdf/document.ts";
import { addFallbackFonts, type FontOf } from "#lib/billing/pdf/fallback-fonts.ts";
import { formatDay, formatMoney, formatQuantity } from "#lib/billing/pdf/format.ts";
import { drawLines } from "#lib/billing/pdf/lines-table.ts";
import { readLogo } from "#lib/billing/pdf/logo.ts";
import { heightOfText, writeText } from "#lib/billing/pdf/mixed-text.ts";
import { readInvoice } from "#lib/billing/read-invoice.ts";
import type { InvoiceDetail } from "#lib/billing/views.ts";
import { PRODUCT_COLOR } from "#lib/branding/colors.ts";
import { readStoredLogo } from "#lib/branding/stored-logo.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Conflict } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

export type Invoice = z.input<typeof InvoiceDetail>;

export interface Look {
  /** #rrggbb of the tenant, or the product's own. */
  color: string;
  /** PNG or JPEG. */
  logo: Buffer | null;
  /** Number of the invoice that a credit note corrects. */
  corrects: string | null;
}

/**
 * An invoice or credit note as a PDF file, in the language that it was made final in, whoever asks. Throws `NotFound`, and
 * `Conflict` (`invoice_draft`) for one without a number.
 */
export async function invoicePdf(ctx: Ctx, id: string): Promise<{ filename: string; bytes: Buffer }> {
  const invoice = await readInvoice(ctx, id, "its own");
  if (!invoice.number) throw new Conflict("invoice_draft", problemText("billing.draftPdfGets"));
  const corrected = invoice.corrects_id ? await readInvoice(ctx, invoice.corrects_id) : null;
  const [settings] = await ctx.transaction((tx) =>
    tx
      .select({ branding: tenantSettings.customBranding })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id)),
  );
  const look: Look = {
    color: settings?.branding.color ?? PRODUCT_COLOR,
    logo: await logoOf(ctx, settings?.branding.logoKey),
    corrects: corrected?.number ?? null,
  };
  const bytes = await drawInvoice(invoice, look).catch((error: unknown) => {
    if (!look.logo) throw error;
    // A picture that only looks like one; the invoice does not fail for it.
    ctx.log.warn({ err: error }, "an invoice was drawn without its logo");
    return drawInvoice(invoice, { ...look, logo: null });
  });
  const name = titleOf(invoice).toLowerCase().replaceAll(" ", "-");
  return { filename: `${name}-${invoice.number}.pdf`, bytes };
}

/** The uploaded logo; without one, that of an address which an operator or an import has set. */
export async function logoOf(ctx: Ctx, key: string | undefined): Promise<Buffer | null> {
  if (!key) return readLogo(ctx.tenant.logoUrl, ctx.log);
  return readStoredLogo(key).catch((error: unknown) => {
    // No document fails for a picture.
    ctx.log.warn({ err: error }, "the logo of a document could not be read");
    return null;
  });
}

/** The document itself, A4, as many pages as the lines take. */
export async function drawInvoice(invoice: Invoice, look: Look): Promise<Buffer> {
  const title = `${titleOf(invoice)} ${invoice.number}`;
  const { locale } = invoice;
  const document = newDocument(
    {
      title,
      author: invoice.seller?.name ?? "",
      date: new Date(invoice.finalised_at ?? invoice.created_at),
    },
    { lang: locale },
  );
  const [seller, buyer] = [partyLines(invoice.seller, locale), partyLines(invoice.buyer, locale)];
  const bold = [seller, buyer].flatMap(([name = ""]) => name);
  const descriptions = invoice.line_items.map(({ description }) => description);
  const regular = [...seller, ...buyer, ...descriptions, invoice.notes];
  const fontOf = await addFallbackFonts(document, { regular, bold }, invoice.buyer?.country ?? null);
  drawHead(document, invoice, look);
  drawParties(document, invoice, fontOf);
  drawLines(
    document,
    invoice.line_items.filter(({ kind }) => kind !== "tax"),
    { color: look.color, fontOf, locale },
  );
  drawTotals(document, invoice);
  drawClosing(document, invoice, look, fontOf);
  drawFooters(document, title, locale);
  return finished(document);
}

function drawHead(document: Pdf, invoice: Invoice, { color, logo }: Look): void {
  document.rect(0, 0, PAGE.width, 5).fill(color);
  if (logo) document.image(logo, CONTENT.left, 32, { fit: [150, 40] });
  document
    .fillColor(COLORS.ink)
    .font("bold")
    .fontSize(20)
    .text(titleOf(invoice), CONTENT.left, 34, { width: CONTENT.width, align: "right" });
  document.font("regular").fontSize(9).fillColor(COLORS.muted);
  document.text(invoice.number ?? "", CONTENT.left, 62, { width: CONTENT.width, align: "right" });
  document.fillColor(COLORS.ink);
  document.y = 96;
}

function drawParties(document: Pdf, invoice: Invoice, fontOf: FontOf): void {
  const t = wordsOf("invoice", invoice.locale);
  const { locale, reason } = invoice;
  const day = (of: string) => formatDay(of, locale);
  const top = document.y;
  const column = 150;
  const block = (index: number, heading: string, lines: readonly string[]) => {
    const x = CONTENT.left + index * column;
    document
      .fontSize(8)
      .fillColor(COLORS.muted)
      .text(heading, x, top, { width: column - 16 });
    document.fontSize(9).fillColor(COLORS.ink);
    for (const [i, line] of lines.entries()) {
      const place = { x, y: document.y + 1.5, width: column - 16 };
      writeText(document, line, place, { fontOf, weight: i === 0 ? "bold" : "regular" });
    }
    document.font("regular");
    return document.y;
  };
  const bottoms = [
    block(0, t("document.from"), partyLines(invoice.seller, locale)),
    block(1, t("document.to", { reason }), partyLines(invoice.buyer, locale)),
  ];
  const facts: [string, string][] = [
    [t("document.number", { reason }), invoice.number ?? ""],
    [t("document.date"), day(invoice.finalised_at ?? invoice.created_at)],
    [t("document.period"), `${day(invoice.billing_period_start)} –\n${day(invoice.billing_period_end)}`],
    ...(invoice.due_date ? ([[t("document.due"), day(invoice.due_date)]] satisfies [string, string][]) : []),
    [t("document.currency"), invoice.currency],
  ];
  const x = CONTENT.left + 2 * column;
  const width = CONTENT.width - 2 * column;
  let y = top;
  for (const [name, value] of facts) {
    document
      .fontSize(8)
      .fillColor(COLORS.muted)
      .text(name, x, y + 0.8, { width: FACT_NAME });
    document
      .fontSize(9)
      .fillColor(COLORS.ink)
      .text(value, x + FACT_NAME, y, { width: width - FACT_NAME, align: "right" });
    y = document.y + 2;
  }
  document.y = Math.max(...bottoms, y) + 22;
}

/** Wide enough for "Leistungszeitraum" and "Ausstellungsdatum". */
const FACT_NAME = 84;

function partyLines(party: Invoice["seller"], locale: Locale): string[] {
  if (!party) return ["–"];
  const country = party.country ? countryName(party.country, locale) : null;
  return [
    party.name,
    ...(party.address ? party.address.split(/\r?\n/) : []),
    ...(country ? [country] : []),
    ...(party.tax_id ? [taxId(party.tax_id, locale)] : []),
  ];
}

const countryName = (code: string, locale: Locale) =>
  new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;

/** A VAT number begins with the letters of its country. */
function taxId(id: string, locale: Locale): string {
  const t = wordsOf("invoice", locale);
  return t("document.taxId", { kind: /^[A-Z]{2}/i.test(id) ? "vat" : "other", id });
}

function drawTotals(document: Pdf, invoice: Invoice): void {
  const t = wordsOf("invoice", invoice.locale);
  const { locale, reason } = invoice;
  const money = (of: Amount) => formatMoney(of, locale);
  const rows: [string, string, "bold"?][] = [
    [t("document.basePrice"), money(invoice.base_price)],
    [t("document.usage"), money(invoice.usage_charges)],
    ...(isZero(invoice.discount)
      ? []
      : ([[t("document.discount"), money(negative(invoice.discount))]] satisfies [string, string][])),
    [t("document.subtotal"), money(invoice.subtotal)],
    [
      invoice.reverse_charge
        ? t("document.reverseCharge")
        : t("document.tax", { rate: percent(invoice.tax_rate, locale) }),
      money(invoice.tax_amount),
    ],
    [t("document.total", { reason }), money(invoice.total_amount), "bold"],
    ...(isZero(invoice.paid_amount)
      ? []
      : ([[t("document.paid"), money(invoice.paid_amount)]] satisfies [string, string][])),
  ];
  const width = 260;
  const x = CONTENT.left + CONTENT.width - width;
  if (document.y + rows.length * 17 + 24 > CONTENT.bottom) document.addPage();
  let y = document.y + 14;
  for (const [name, value, weight] of rows) {
    if (weight) {
      document
        .moveTo(x, y - 2)
        .lineTo(x + width, y - 2)
        .lineWidth(0.8)
        .strokeColor(COLORS.ink)
        .stroke();
      y += 3;
    }
    document.font(weight ?? "regular").fontSize(weight ? 11 : 9);
    document.fillColor(weight ? COLORS.ink : COLORS.muted).text(name, x, y, { width: 150 });
    document.fillColor(COLORS.ink).text(value, x + 150, y, { width: width - 150, align: "right" });
    y = document.y + (weight ? 6 : 3);
  }
  document.font("regular").fontSize(9);
  document.y = y + 14;
}

function drawClosing(document: Pdf, invoice: Invoice, { color, corrects }: Look, fontOf: FontOf): void {
  const t = wordsOf("invoice", invoice.locale);
  const paragraphs = [
    ...(corrects ? [t("document.corrects", { number: corrects })] : []),
    ...invoice.notes.split("\n").filter((note) => note.trim() !== ""),
    ...(invoice.status === "paid" && invoice.paid_at
      ? [t("document.paidOn", { day: formatDay(invoice.paid_at, invoice.locale) })]
      : []),
  ];
  for (const paragraph of paragraphs) {
    if (document.y + heightOfText(document, paragraph, CONTENT.width, { fontOf }) > CONTENT.bottom)
      document.addPage();
    document.fillColor(COLORS.ink);
    writeText(document, paragraph, { x: CONTENT.left, y: document.y, width: CONTENT.width }, { fontOf });
    document.y += 3;
  }
  if (invoice.payment_url) {
    if (document.y + 40 > CONTENT.bottom) document.addPage();
    document.y += 6;
    document.font("bold").text(t("document.payOnline"), CONTENT.left, document.y);
    document.font("regular").fillColor(color);
    document.text(invoice.payment_url, CONTENT.left, document.y + 1, {
      width: CONTENT.width,
      link: invoice.payment_url,
      underline: true,
    });
    document.fillColor(COLORS.ink);
  }
}

/** Once it is known how many pages there are. */
function drawFooters(document: Pdf, title: string, locale: Locale): void {
  const t = wordsOf("invoice", locale);
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    rule(document, PAGE.height - 50);
    document.font("regular").fontSize(8).fillColor(COLORS.muted);
    const at = { width: CONTENT.width, lineBreak: false } as const;
    document.text(title, CONTENT.left, PAGE.height - 42, at);
    const place = t("document.page", { page: page + 1, pages: count });
    document.text(place, CONTENT.left, PAGE.height - 42, { ...at, align: "right" });
  }
}

type Amount = Invoice["total_amount"];
const isZero = ({ amount }: Amount) => decimal(amount).isZero();
const negative = ({ amount, currency }: Amount): Amount => ({
  amount: amount.startsWith("-") ? amount.slice(1) : `-${amount}`,
  currency,
});
const percent = (rate: string, locale: Locale) => formatQuantity(decimal(rate).times(100).toFixed(), locale);
