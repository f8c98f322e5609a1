import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { GIB, tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { locationsOf } from "#lib/price-books/read-price-book.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Largest file that an upload may be, for every organisation. */
const MAX_FILE_SIZE = 50 * GIB;
const MIB = 2 ** 20;

const Rate = z
  .union([
    z.number().nonnegative().max(1e6).transform(String),
    z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,4})?$/, "Write a rate an hour such as 45.00."),
  ])
  .pipe(z.string().regex(/^\d{1,7}(\.\d{1,4})?$/, "Write a rate an hour such as 45.00."));

const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(
    (code) => Intl.supportedValuesOf("currency").includes(code),
    "Use an ISO 4217 code such as USD or EUR.",
  );

/** The organisation's settings. Sizes in bytes; rates an hour as decimal strings. */
export const SettingsView = z.object({
  name: z.string(),
  currency: z.string(),
  location: z.string(),
  labor_rate: z.string(),
  equipment_rate: z.string(),
  max_file_size: z.number(),
  allowed_file_types: z.array(z.enum(FILE_FORMATS)),
  /** #rrggbb; null: the product's own colour. */
  brand_color: z.string().nullable(),
  /** Places whose price level the active price book knows; any other counts as the book's own level. */
  known_locations: z.array(z.string()),
});

/** What is left out stays as it is. */
export const ChangeSettings = z
  .strictObject({
    currency: Currency,
    location: z.string().trim().min(1, "Name a place.").max(120),
    labor_rate: Rate,
    equipment_rate: Rate,
    max_file_size: z
      .number()
      .int("Give the size in whole bytes.")
      .min(MIB, "The largest file must be at least 1 MiB.")
      .max(MAX_FILE_SIZE, `The largest file can be at most ${MAX_FILE_SIZE / GIB} GiB.`),
    allowed_file_types: z
      .array(z.enum(FILE_FORMATS))
      .min(1, "Allow at least one type of file.")
      .transform((types) => FILE_FORMATS.filter((format) => types.includes(format))),
    brand_color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, "Write the colour as # and six hexadecimal digits, such as #1d55c9.")
      .toLowerCase()
      .nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Name what to change.");

export async function readSettings(ctx: Ctx): Promise<z.input<typeof SettingsView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const [row] = await tx.select().from(tenantSettings).where(eq(tenantSettings.tenantId, ctx.tenant.id));
    return present(ctx, tx, row);
  });
}

/** Changes what is given; uploads and estimates made from then on use it. Present estimates keep their rates until they are priced again. */
export async function changeSettings(
  ctx: Ctx,
  change: z.output<typeof ChangeSettings>,
): Promise<z.input<typeof SettingsView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(tenantSettings)
      .set(columnsOf(change))
      .where(eq(tenantSettings.tenantId, tenantId))
      .returning();
    await audit(ctx, tx, "settings.changed", { type: "tenant", id: tenantId }, change);
    return present(ctx, tx, row);
  });
}

function columnsOf(change: z.output<typeof ChangeSettings>): Partial<typeof tenantSettings.$inferInsert> {
  const { currency, location, labor_rate, equipment_rate, max_file_size, allowed_file_types, brand_color } =
    change;
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(location === undefined ? {} : { location }),
    ...(labor_rate === undefined ? {} : { labourRate: labor_rate }),
    ...(equipment_rate === undefined ? {} : { equipmentRate: equipment_rate }),
    ...(max_file_size === undefined ? {} : { maxFileSize: max_file_size }),
    ...(allowed_file_types === undefined ? {} : { allowedFileTypes: allowed_file_types }),
    ...(brand_color === undefined
      ? {}
      : { customBranding: brand_color === null ? {} : { color: brand_color } }),
  };
}

async function present(
  ctx: Ctx,
  tx: Transaction,
  row: typeof tenantSettings.$inferSelect | undefined,
): Promise<z.input<typeof SettingsView>> {
  if (!row) throw new Error(`Tenant ${ctx.tenant.id} has no settings`);
  return {
    name: ctx.tenant.name,
    currency: row.currency,
    location: row.location,
    labor_rate: row.labourRate,
    equipment_rate: row.equipmentRate,
    max_file_size: row.maxFileSize,
    allowed_file_types: FILE_FORMATS.filter((format) => row.allowedFileTypes.includes(format)),
    brand_color: row.customBranding.color ?? null,
    known_locations: locationsOf(await effectiveBook(tx, ctx.tenant.id)).map(({ name }) => name),
  };
}
