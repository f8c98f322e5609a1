import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { drawInvoice, type Invoice, invoicePdf } from "#lib/billing/pdf/invoice-pdf.ts";
import { readInvoice } from "#lib/billing/read-invoice.ts";
import { makeScenario } from "#lib/billing/test/scenario.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

/** Poppler's reader shows what a person could select; where it is not installed these cases are skipped. */
const noReader = spawnSync("pdftotext", ["-v"]).error !== undefined;
const LOOK = { color: "#1d55c9", logo: null, corrects: null };

async function textOf(pdf: Buffer): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "invoice-"));
  try {
    const file = path.join(directory, "invoice.pdf");
    await writeFile(file, pdf);
    return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  } finally {
    await rm(directory, { recursive: true });
  }
}

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length;

const speak = (tenantId: string, locale: Locale) =>
  withSystem((tx) => tx.update(tenantSettings).set({ locale }).where(eq(tenantSettings.tenantId, tenantId)));

async function madeInvoice(
  finalise = true,
  { locale, reverseCharge }: { locale: Locale; reverseCharge: boolean } = {
    locale: "en",
    reverseCharge: false,
  },
) {
  const tenantId = await makeScenario({
    plans: [["2026-01-01", "pro"]],
    usage: [["file_processed", 1234, "2026-10-05"]],
    account: { taxRate: "0.19", ...(reverseCharge ? { reverseCharge, taxId: "DE123456789" } : {}) },
    discounts: [{ percent: "0.10", first: "2026-10" }],
  });
  await withSystem((tx) =>
    tx
      .update(billingAccounts)
      .set({ legalName: "Žluťoučký Müller & Σία Київ", address: "Straße 1\n10115 Berlin", country: "DE" })
      .where(eq(billingAccounts.tenantId, tenantId)),
  );
  await speak(tenantId, locale);
  await invoiceBatch([tenantId], { month: "2026-10-01", finalise, named: true });
  const [row] = await withSystem((tx) =>
    tx.select({ id: invoices.id }).from(invoices).where(eq(invoices.tenantId, tenantId)),
  );
  return { ctx: await systemCtx(tenantId), id: row?.id ?? "" };
}

it("is a PDF by its number, and the same bytes each time", async () => {
  const { ctx, id } = await madeInvoice();
  const [first, again] = [await invoicePdf(ctx, id), await invoicePdf(ctx, id)];
  expect(first.filename).toMatch(/^invoice-[0-9A-F]{8}-0001\.pdf$/);
  expect(first.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pagesOf(first.bytes)).toBe(1);
  expect(again.bytes.equals(first.bytes)).toBe(true);
});

it("a draft has none, and somebody else's is not there", async () => {
  const { ctx, id } = await madeInvoice(false);
  await expect(invoicePdf(ctx, id)).rejects.toMatchObject({ code: "invoice_draft" });
  const other = await madeInvoice();
  await expect(invoicePdf(ctx, other.id)).rejects.toMatchObject({ code: "invoice_not_found" });
});

it.skipIf(noReader)(
  "its text can be selected: parties in other scripts, lines, tax and totals to the cent",
  async () => {
    const { ctx, id } = await madeInvoice();
    const { total_amount, tax_amount, number } = await readInvoice(ctx, id);
    const text = await textOf((await invoicePdf(ctx, id)).bytes);
    expect(text).toContain("Žluťoučký Müller & Σία");
    expect(text).toContain("10115 Berlin");
    expect(text).toContain(`Invoice ${number}`);
    // 99 + 234 × 0.50 = 216.00, less 10 %, plus 19 %.
    for (const amount of ["USD 99.00", "117.00", "−21.60", "USD 194.40", "USD 36.94", "USD 231.34"])
      expect(text).toContain(amount);
    expect([total_amount.amount, tax_amount.amount]).toEqual(["231.34", "36.94"]);
  },
);

it.skipIf(noReader)(
  "an organisation that speaks German gets a German invoice, and the same again",
  async () => {
    const { ctx, id } = await madeInvoice(true, { locale: "de", reverseCharge: false });
    const { filename, bytes } = await invoicePdf(ctx, id);
    const text = await textOf(bytes);
    expect(filename).toMatch(/^rechnung-[0-9A-F]{8}-0001\.pdf$/);
    for (const words of [
      /^ *Rechnung$/m,
      /Rechnungsnummer +[0-9A-F]{8}-0001/,
      /Leistungszeitraum +1\. Oktober 2026 –/,
      /Umsatzsteuer 19 % +36,94 USD/,
      /Rechnungsbetrag +231,34 USD/,
      /Dateien über den Tarif hinaus +234 Dateien +0,50 +117,00/,
      /Professional, Oktober 2026 +1 Monat/,
      /Enthalten: 1\.000 Dateien/,
      /Zahlbar innerhalb von 30 Tagen ab Rechnungsdatum\./,
      /Deutschland/,
      /Seite 1 von 1/,
    ])
      expect(text).toMatch(words);
    expect(bytes.toString("latin1")).toContain("/Lang (de)");
    // Whatever is chosen since, and whoever asks.
    await speak(ctx.tenant.id, "en");
    const again = await inLocale("en", () => invoicePdf(ctx, id));
    expect(again.bytes.equals(bytes)).toBe(true);
  },
);

it.skipIf(noReader)(
  "a German invoice whose recipient owes the tax says so in the words of the law",
  async () => {
    const { ctx, id } = await madeInvoice(true, { locale: "de", reverseCharge: true });
    const text = await textOf((await invoicePdf(ctx, id)).bytes);
    expect(text).toMatch(/Steuerschuldnerschaft des Leistungsempfängers \(Reverse Charge\)/);
    expect(text).toContain("USt-IdNr. DE123456789");
    expect(text).toMatch(/Umsatzsteuer \(Reverse Charge\) +0,00 USD/);
  },
);

it("a final invoice keeps its language", async () => {
  const { id } = await madeInvoice(true, { locale: "de", reverseCharge: false });
  const changed = withSystem((tx) => tx.update(invoices).set({ locale: "en" }).where(eq(invoices.id, id)));
  await expect(changed).rejects.toMatchObject({ cause: { code: "CA001" } });
});

it.skipIf(noReader)(
  "names and addresses in other scripts are drawn, from right to left too, and can be selected",
  async () => {
    const { ctx, id } = await madeInvoice();
    const invoice = await readInvoice(ctx, id);
    const plain = await drawInvoice(invoice, LOOK);
    const to = (name: string, address: string, country: string) =>
      drawInvoice({ ...invoice, buyer: { name, address, country, tax_id: null } }, LOOK);
    const drawn = await Promise.all([
      to("חברת בנייה (ישראל) בע״מ", "רחוב הרצל 12, תל אביב", "IL"),
      to("مؤسسة البناء الحديث", "شارع الملك فهد، الرياض 12345", "SA"),
      to("北京建筑科技有限公司", "北京市朝阳区建国路88号", "CN"),
      to("株式会社あおい建設サービス", "東京都千代田区丸の内1丁目2番3号", "JP"),
      to("한국건설 주식회사", "서울특별시 강남구 테헤란로 123", "KR"),
    ]);
    const texts = await Promise.all(drawn.map(textOf));
    for (const [i, words] of [
      ["חברת בנייה", "ישראל", "רחוב הרצל"],
      ["مؤسسة البناء الحديث", "12345"],
      ["北京建筑科技有限公司", "88"],
      ["株式会社あおい建設サービ", "東京都千代田区"],
      ["한국건설 주식회사", "서울특별시"],
    ].entries())
      for (const word of words) expect(texts[i]).toContain(word);
    // Only the glyphs that are used: a few kilobytes a script.
    for (const pdf of drawn) expect(pdf.length - plain.length).toBeLessThan(40_000);
    expect(plain.toString("latin1")).not.toMatch(/NotoSans(SC|JP|KR|Hebrew)|IBMPlex/);
  },
);

it.skipIf(noReader)("a long table goes over pages with its headings, and loses no line", async () => {
  const { ctx, id } = await madeInvoice();
  const invoice = await readInvoice(ctx, id);
  const [line] = invoice.line_items;
  if (!line) throw new Error("No line");
  const lines = Array.from({ length: 120 }, (_, i) => ({
    ...line,
    description: `Line number ${i + 1} of many`,
  }));
  const pdf = await drawInvoice({ ...invoice, line_items: lines }, LOOK);
  const pages = pagesOf(pdf) ?? 0;
  expect(pages).toBeGreaterThan(3);
  const text = await textOf(pdf);
  expect(text.match(/Line number \d+ of many/g)).toEqual(lines.map(({ description }) => description));
  expect(text).toContain(`Page ${pages} of ${pages}`);
});

it.skipIf(noReader)("a credit note says so, and what it corrects", async () => {
  const { ctx, id } = await madeInvoice();
  const invoice: Invoice = { ...(await readInvoice(ctx, id)), reason: "credit_note", payment_url: null };
  const text = await textOf(await drawInvoice(invoice, { ...LOOK, corrects: "ABC-0007" }));
  expect(text).toContain("Credit note");
  expect(text).toContain("This credit note corrects invoice ABC-0007.");
  expect(text).toContain("Total credit");
});

it("a logo that is none does not keep the invoice", async () => {
  const { ctx, id } = await madeInvoice();
  const broken = Buffer.from("89504e470d0a1a0a00", "hex").toString("base64");
  const branded = { ...ctx, tenant: { ...ctx.tenant, logoUrl: `data:image/png;base64,${broken}` } };
  expect(pagesOf((await invoicePdf(branded, id)).bytes)).toBe(1);
});

it("the payment link can be clicked", async () => {
  const { ctx, id } = await madeInvoice();
  const invoice = await readInvoice(ctx, id);
  const url = "https://pay.example/i/123";
  expect((await drawInvoice({ ...invoice, payment_url: url }, LOOK)).toString("latin1")).toContain(
    `/URI (${url})`,
  );
});
