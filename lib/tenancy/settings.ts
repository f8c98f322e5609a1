import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { classificationLanguage } from "#lib/catalogue/code-names.ts";
import { studyPeriodOf } from "#lib/epd/study-period.ts";
import { requireMatch } from "#lib/http/if-match.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { locationsOf } from "#lib/price-books/read-price-book.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import type { ChangeSettings, SettingsView } from "./settings-schema.ts";

export async function readSettings(ctx: Ctx): Promise<SettingsView> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const places = locationsOf(await effectiveBook(tx, ctx.tenant.id)).map(({ name }) => name);
    return { ...present(await find(ctx, tx)), known_locations: places };
  });
}

/**
 * Changes what is given; uploads and estimates made from then on use it. Present estimates keep their rates until they
 * are priced again. Throws 412 `settings_changed` where `ifMatch` names another revision than the present one.
 */
export async function changeSettings(
  ctx: Ctx,
  change: ChangeSettings,
  ifMatch: string | null = null,
): Promise<SettingsView> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const before = await lockSettings(ctx, tx, ifMatch);
    await tx
      .update(tenantSettings)
      .set({ ...columnsOf(change), revision: NEXT_REVISION })
      .where(eq(tenantSettings.tenantId, tenantId));
    if (change.name !== undefined)
      await tx.update(tenants).set({ name: change.name }).where(eq(tenants.id, tenantId));
    const after = await readSettings(joined(ctx, tx));
    await audit(
      ctx,
      tx,
      "settings.changed",
      { type: "tenant", id: tenantId },
      {},
      { before: facts(present(before)), after: facts(after) },
    );
    return after;
  });
}

/** Whoever changes the settings' row counts it. */
export const NEXT_REVISION = sql`${tenantSettings.revision} + 1`;

/** The settings, held until the transaction ends; two changes follow each other. */
export async function lockSettings(ctx: Ctx, tx: Transaction, ifMatch: string | null): Promise<Row> {
  const row = await find(ctx, tx, "update");
  requireMatch(ifMatch, row.settings.revision, {
    code: "settings_changed",
    sentence: problemText("tenancy.somebodyChangedSettings"),
  });
  return row;
}

interface Row {
  settings: typeof tenantSettings.$inferSelect;
  name: string;
}

async function find(ctx: Ctx, tx: Transaction, lock?: "update"): Promise<Row> {
  const query = tx
    .select({ settings: tenantSettings, name: tenants.name })
    .from(tenantSettings)
    .innerJoin(tenants, eq(tenants.id, tenantSettings.tenantId))
    .where(eq(tenantSettings.tenantId, ctx.tenant.id));
  const [row] = await (lock ? query.for(lock, { of: tenantSettings }) : query);
  if (!row) throw new Error(`Tenant ${ctx.tenant.id} has no settings`);
  return row;
}

function columnsOf(change: ChangeSettings): Record<string, unknown> {
  const { brand_color: color } = change;
  const columns = {
    contactEmail: change.contact_email,
    website: change.website,
    locale: change.locale,
    currency: change.currency,
    location: change.location,
    labourRate: change.labor_rate,
    equipmentRate: change.equipment_rate,
    units: change.units,
    classificationLanguage: change.classification_language,
    studyPeriodYears: change.study_period_years,
    maxFileSize: change.max_file_size,
    allowedFileTypes: change.allowed_file_types,
    corsOrigins: change.cors_origins,
    // The logo beside it stays.
    customBranding:
      color === undefined
        ? undefined
        : color === null
          ? sql`${tenantSettings.customBranding} - 'color'`
          : sql`${tenantSettings.customBranding} || jsonb_build_object('color', ${color}::text)`,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function present({ settings: row, name }: Row): Omit<SettingsView, "known_locations"> {
  return {
    name,
    contact_email: row.contactEmail,
    website: row.website,
    locale: row.locale,
    currency: row.currency,
    location: row.location,
    labor_rate: row.labourRate,
    equipment_rate: row.equipmentRate,
    units: row.units,
    classification_language: classificationLanguage(row.classificationLanguage),
    study_period_years: studyPeriodOf(row.studyPeriodYears),
    max_file_size: row.maxFileSize,
    allowed_file_types: FILE_FORMATS.filter((format) => row.allowedFileTypes.includes(format)),
    brand_color: row.customBranding.color ?? null,
    cors_origins: row.corsOrigins,
    revision: row.revision,
  };
}

/** What the audit log compares. */
function facts(settings: Partial<SettingsView>): Record<string, unknown> {
  const { revision: _revision, known_locations: _places, ...rest } = settings;
  return rest;
}
