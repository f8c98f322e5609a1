import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { whereItStands } from "#lib/archival/where-it-stands.ts";
import { invoicePdf } from "#lib/billing/pdf/invoice-pdf.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { type Archive, entryName } from "#lib/exports/archive.ts";
import { writeArchivedLogs } from "#lib/exports/archived-logs.ts";
import { DATASETS } from "#lib/exports/datasets.ts";
import { writeIssued } from "#lib/exports/issued.ts";
import { csvOf, jsonOf } from "#lib/exports/read-dataset.ts";
import { organisationReadme } from "#lib/exports/readme.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { csvCell } from "#lib/http/text-stream.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Told how far the writing is, 0 to 100; throws when it is to stop. */
export type Progress = (percent: number) => Promise<void>;

/** Share of the progress that the tables have; the files' bytes have the rest. */
const DATA_PERCENT = 20;
const PAGE = 200;
/** Formats that are text, and worth packing; the others are packed already. */
const TEXT_FORMATS: ReadonlySet<string> = new Set(["ifc", "dxf", "csv"]);

interface NotIncluded {
  file: Pick<FileRow, "id" | "filename" | "status" | "storageTier">;
  reason: string;
}

/** Writes everything the organisation has into the archive: tables, invoices, issued documents, the logo, files; what is missing is listed. */
export async function writeOrganisation(
  ctx: Ctx,
  archive: Archive,
  progress: Progress,
  now: Date,
): Promise<void> {
  await archive.add("README.txt", [organisationReadme(ctx.tenant, now)]);
  for (const [index, dataset] of DATASETS.entries()) {
    await progress((DATA_PERCENT * index) / DATASETS.length);
    await archive.add(`data/${dataset.name}.csv`, csvOf(ctx, dataset));
    await archive.add(`data/${dataset.name}.json`, jsonOf(ctx, dataset));
  }
  await writeInvoices(ctx, archive, () => progress(DATA_PERCENT));
  await writeIssued(ctx, archive, () => progress(DATA_PERCENT));
  await writeLogo(ctx, archive);
  await writeArchivedLogs(ctx, archive, () => progress(DATA_PERCENT));
  await writeFiles(ctx, archive, progress);
  await archive.finish({
    organisation: ctx.tenant.slug,
    organisation_id: ctx.tenant.id,
    created_at: now.toISOString(),
  });
}

async function writeInvoices(ctx: Ctx, archive: Archive, alive: () => Promise<void>): Promise<void> {
  const numbered = byId((after) =>
    ctx.transaction((tx) =>
      tx
        .select({ id: invoices.id })
        .from(invoices)
        .where(
          and(
            eq(invoices.tenantId, ctx.tenant.id),
            isNotNull(invoices.number),
            after ? gt(invoices.id, after) : undefined,
          ),
        )
        .orderBy(asc(invoices.id))
        .limit(PAGE),
    ),
  );
  for await (const { id } of numbered) {
    await alive();
    const { filename, bytes } = await invoicePdf(ctx, id);
    await archive.add(`invoices/${entryName(filename)}`, [bytes], { level: 0, size: bytes.length });
  }
}

async function writeLogo(ctx: Ctx, archive: Archive): Promise<void> {
  const [settings] = await ctx.transaction((tx) =>
    tx
      .select({ branding: tenantSettings.customBranding })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id)),
  );
  const key = settings?.branding.logoKey;
  if (!key) return;
  const object = await orNull(() => objectStores().files.getStream(key));
  // Replaced a moment ago.
  if (!object) return;
  await archive.add("branding/logo.png", object.stream, { level: 0, size: object.size });
}

async function writeFiles(ctx: Ctx, archive: Archive, progress: Progress): Promise<void> {
  const t = wordsOf("archive");
  const missing: NotIncluded[] = [];
  const total = await bytesOf(ctx);
  let written = 0;
  const advance = () =>
    progress(DATA_PERCENT + (100 - DATA_PERCENT) * Math.min(1, total > 0 ? written / total : 0));
  for await (const file of filesOf(ctx)) {
    await advance();
    const object = await readable(ctx, file);
    if ("reason" in object) {
      missing.push({ file, reason: object.reason });
      continue;
    }
    const { stream, size } = object;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of stream) {
        yield chunk;
        written += chunk.byteLength;
        await advance();
      }
    }
    const { sha256 } = await archive.add(`files/${file.id}/${entryName(file.filename)}`, counted(), {
      size,
      level: TEXT_FORMATS.has(file.format) ? 3 : 0,
    });
    if (file.sha256 !== null && file.sha256 !== sha256) {
      ctx.log.error({ fileId: file.id }, "a stored file is not what was uploaded");
      missing.push({
        file,
        reason: t("missing.differs"),
      });
    }
  }
  await archive.add("files/not-included.csv", notIncluded(missing));
}

/** The file's bytes, or why there are none. */
async function readable(
  ctx: Ctx,
  file: FileRow,
): Promise<{ stream: AsyncIterable<Uint8Array>; size: number } | { reason: string }> {
  const t = wordsOf("archive");
  if (file.status === "pending") return { reason: t("missing.incomplete") };
  try {
    return await whereItStands(ctx, file, ({ bucket, key }) => objectStores()[bucket].getStream(key));
  } catch (error) {
    if (error instanceof Conflict) return { reason: t("missing.archived") };
    if (error instanceof NotFound) return { reason: t("missing.deleted") };
    if (!(error instanceof ObjectNotFound)) throw error;
    ctx.log.error({ fileId: file.id }, "the bytes of a file are missing");
    return { reason: t("missing.gone") };
  }
}

const filesOf = (ctx: Ctx) =>
  byId((after) =>
    ctx.transaction((tx) =>
      tx
        .select()
        .from(files)
        .where(and(eq(files.tenantId, ctx.tenant.id), after ? gt(files.id, after) : undefined))
        .orderBy(asc(files.id))
        .limit(PAGE),
    ),
  );

/** Rows in the order of their ids, page by page. */
async function* byId<T extends { id: string }>(
  read: (after: string | null) => Promise<T[]>,
): AsyncGenerator<T> {
  let after: string | null = null;
  for (;;) {
    const rows: T[] = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function bytesOf(ctx: Ctx): Promise<number> {
  const [row] = await ctx.transaction((tx) =>
    tx
      .select({ bytes: sql<number>`coalesce(sum(${files.size}), 0)::float8` })
      .from(files)
      .where(and(eq(files.tenantId, ctx.tenant.id), sql`${files.status} <> 'pending'`)),
  );
  return row?.bytes ?? 0;
}

function* notIncluded(missing: readonly NotIncluded[]) {
  yield "id,filename,status,storage_tier,reason\r\n";
  for (const { file, reason } of missing)
    yield `${[file.id, file.filename, file.status, file.storageTier, reason].map(csvCell).join(",")}\r\n`;
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ObjectNotFound) return null;
    throw error;
  }
}
