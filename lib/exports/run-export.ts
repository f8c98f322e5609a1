import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { users } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { Archive } from "#lib/exports/archive.ts";
import { type Progress, writeOrganisation } from "#lib/exports/organisation-archive.ts";
import { EXPORT_DAYS } from "#lib/exports/views.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { objectStores } from "#lib/storage/index.ts";
import { exportKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { organisationLocale } from "#lib/tenancy/organisation-locale.ts";

/** How often a writer says how far it is, and looks whether it is still wanted. */
const PROGRESS_MS = 2000;

/** The export was cancelled, or another attempt writes it: this one stops. */
class Overtaken extends Error {}

/**
 * Writes an export's archive as a stream into the object store, under a key of this attempt's own. An earlier attempt that
 * died is forgotten first, with what it left; the archive is begun anew. `dropped` when it is not wanted any more.
 * Throws what the stores or the database gave; nothing of the attempt stays then.
 */
export async function runExport(ctx: Ctx, exportId: string, now = new Date()): Promise<"ready" | "dropped"> {
  const key = await beginAttempt(ctx, exportId);
  if (!key) return "dropped";
  const store = objectStores().files;
  const archive = new Archive();
  const stored = store.putStream(key, archive.output, { contentType: "application/zip" });
  // When the store fails, the archive breaks, and so does its writer.
  stored.catch((error: Error) => archive.output.destroy(error));
  try {
    const locale = await localeOf(ctx, exportId);
    await inLocale(locale, () => writeOrganisation(ctx, archive, reporting(ctx, exportId, key), now));
    const { size, sha256 } = await stored;
    if (await finish(ctx, exportId, key, { size, sha256, entries: archive.entries.length })) return "ready";
  } catch (error) {
    archive.output.destroy(error instanceof Error ? error : new Error(String(error)));
    await stored.catch(() => {});
    await store.purge(key);
    if (error instanceof Overtaken) return "dropped";
    throw error;
  }
  await store.purge(key);
  return "dropped";
}

/** Of what the archive says in words: of whoever asked for it, else the organisation's. */
async function localeOf(ctx: Ctx, exportId: string): Promise<Locale> {
  return withSystem(async (tx) => {
    const [asked] = await tx
      .select({ locale: users.locale })
      .from(dataExports)
      .innerJoin(users, eq(users.id, dataExports.requestedBy))
      .where(and(eq(dataExports.tenantId, ctx.tenant.id), eq(dataExports.id, exportId)));
    return asked?.locale ?? (await organisationLocale(tx, ctx.tenant.id)) ?? "en";
  });
}

/** Gives up for good: says why, and takes what was written away. */
export async function failExport(ctx: Ctx, exportId: string, problem: string): Promise<void> {
  const key = await ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(dataExports)
      .set({ status: "failed", problem, finishedAt: sql`now()` })
      .where(and(eq(dataExports.id, exportId), eq(dataExports.status, "running")))
      .returning({ key: dataExports.objectKey });
    if (!row) return null;
    await audit(ctx, tx, "export.failed", { type: "export", id: exportId }, { problem });
    await emit(tx, { name: "export/finished", data: { tenant_id: ctx.tenant.id, export_id: exportId } });
    return row.key;
  });
  if (key) await objectStores().files.purge(key);
}

async function beginAttempt(ctx: Ctx, exportId: string): Promise<string | null> {
  const key = exportKey(ctx.tenant.id, exportId, randomUUID());
  const before = await ctx.transaction(async (tx) => {
    const [row] = await tx
      .select({ key: dataExports.objectKey })
      .from(dataExports)
      .where(and(eq(dataExports.id, exportId), eq(dataExports.status, "running")))
      .for("update");
    if (!row) return null;
    await tx.update(dataExports).set({ objectKey: key, progress: 0 }).where(eq(dataExports.id, exportId));
    return row;
  });
  if (before?.key) await objectStores().files.purge(before.key);
  return before && key;
}

/** Says how far the attempt is, every two seconds; throws `Overtaken` when nobody wants it any more. */
function reporting(ctx: Ctx, exportId: string, key: string): Progress {
  let next = 0;
  return async (percent) => {
    if (Date.now() < next) return;
    const mine = await ctx.transaction((tx) =>
      tx
        .update(dataExports)
        .set({ progress: Math.min(99, Math.floor(percent)) })
        .where(isAttempt(exportId, key))
        .returning({ id: dataExports.id }),
    );
    if (mine.length === 0) throw new Overtaken();
    next = Date.now() + PROGRESS_MS;
  };
}

/** False when it was cancelled or overtaken: then the archive is nobody's. */
async function finish(
  ctx: Ctx,
  exportId: string,
  key: string,
  { entries, ...written }: { size: number; sha256: string; entries: number },
): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(dataExports)
      .set({
        ...written,
        status: "ready",
        progress: 100,
        finishedAt: sql`now()`,
        expiresAt: sql`now() + ${EXPORT_DAYS} * interval '1 day'`,
      })
      .where(isAttempt(exportId, key))
      .returning({ id: dataExports.id });
    if (!row) return false;
    await audit(ctx, tx, "export.finished", { type: "export", id: exportId }, { ...written, entries });
    await emit(tx, { name: "export/finished", data: { tenant_id: ctx.tenant.id, export_id: exportId } });
    return true;
  });
}

const isAttempt = (exportId: string, key: string) =>
  and(eq(dataExports.id, exportId), eq(dataExports.status, "running"), eq(dataExports.objectKey, key));
