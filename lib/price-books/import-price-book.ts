import { z } from "zod";
import { tenantSettings } from "#db/schema/tenants.ts";
import { carryChoices } from "#lib/epd/carry-choices.ts";
import { AppError, Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { effectiveBook } from "./effective-book.ts";
import { PriceBookView, presentPriceBook } from "./list-price-books.ts";
import type { OwnBook } from "./own-row.ts";
import { parsePriceBook } from "./parse-price-book.ts";
import { readTable } from "./read-table.ts";
import { saveVersion } from "./save-version.ts";
import { today, withDay } from "./with-day.ts";

export const ImportedPriceBook = PriceBookView.extend({
  prices: z.number(),
  factors: z.number(),
  /** Entries of the tenant's own, not in the built-in catalogue. */
  entries: z.number(),
  locations: z.number(),
});

const MAX_FORM_BYTES = 5 * 2 ** 20;

const Fields = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, issueText("priceBooks.currencyThreeCapital"))
    .optional(),
  activate: z.enum(["true", "false"]).default("true"),
});

/**
 * A form with the field `file` (CSV or XLSX, up to 5 MiB) and optionally `name`, `currency` (the organisation's) and
 * `activate` (true) becomes the next version of the price book: its rows are all the tenant's own ones, what it leaves
 * out is built in. Throws `Invalid` with every fault by row; then nothing is stored.
 */
export async function importPriceBook(
  ctx: Ctx,
  request: Request,
): Promise<z.input<typeof ImportedPriceBook>> {
  requireRole(ctx, "admin");
  const form = await readForm(request);
  const fields = Fields.parse(Object.fromEntries([...form].filter(([name]) => name !== "file")));
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw new Invalid("file_missing", problemText("priceBooks.sendPriceBook"));
  const own = parsePriceBook(await readTable(Buffer.from(await file.arrayBuffer())));
  return ctx.transaction(async (tx) => {
    const [settings] = await tx.select({ currency: tenantSettings.currency }).from(tenantSettings);
    const book = await saveVersion(ctx, tx, {
      name: fields.name ?? file.name.slice(0, 120),
      currency: fields.currency ?? settings?.currency ?? "USD",
      origin: "import",
      activate: fields.activate === "true",
      own: await carryChoices(tx, ctx.tenant.id, dated(own, (await effectiveBook(tx, ctx.tenant.id)).own)),
      detail: { filename: file.name.slice(0, 200) },
    });
    return {
      ...presentPriceBook(book),
      prices: own.rows.filter((row) => row.price).length,
      factors: own.rows.filter((row) => row.factor).length,
      entries: own.rows.filter((row) => row.entry).length,
      locations: own.locations.length,
    };
  });
}

/** A table may leave out the days of its prices: those that are as they were keep theirs. */
function dated(own: OwnBook, before: OwnBook): OwnBook {
  const prices = new Map(before.rows.map(({ catalogueId, price }) => [catalogueId, price]));
  return {
    ...own,
    rows: own.rows.map((row) => ({
      ...row,
      price: row.price && withDay(row.price, prices.get(row.catalogueId), today()),
    })),
  };
}

/** A form of up to 5 MiB. */
export async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get("content-length"));
  if (!length) throw new AppError(411, "length_required", problemText("priceBooks.sendFormContent"));
  if (length > MAX_FORM_BYTES) throw new PayloadTooLarge(problemText("priceBooks.priceBookLarger"));
  try {
    return await request.formData();
  } catch {
    throw new Invalid("form_invalid", problemText("common.formEndedEarly"));
  }
}
