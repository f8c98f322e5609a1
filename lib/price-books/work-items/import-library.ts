import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { workItemLibraries, workItems, workItemWords } from "#db/schema/work-items.ts";
import { audit } from "#lib/audit/record.ts";
import { temporaryDirectory } from "#lib/config/temporary.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { readApart } from "#lib/price-books/cwicr/read-apart.ts";
import type { FileTally } from "#lib/price-books/cwicr/read-file.ts";
import { UnreadableFile, type WorkItem } from "#lib/price-books/cwicr/types.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { LibraryRow } from "./find-library.ts";

/** How often an import says how far it is. */
const PROGRESS_MS = 1500;

/**
 * Reads an uploaded file into its library: all of it in one transaction, at whose end the edition's earlier library goes. A
 * file that cannot be read fails it with the reason; a killed import leaves nothing, and is begun anew. `dropped` where the
 * library was deleted meanwhile, or is no longer being imported.
 */
export async function importLibrary(ctx: Ctx, id: string): Promise<"ready" | "failed" | "dropped"> {
  const library = await underWay(ctx, id);
  if (!library) return "dropped";
  const localPath = path.join(await temporaryDirectory(), `${randomUUID()}.work-items`);
  try {
    const { stream } = await objectStores().files.getStream(library.objectKey ?? "");
    await pipeline(stream, createWriteStream(localPath));
    await ctx.transaction((tx) => store(ctx, tx, library, localPath));
    return "ready";
  } catch (error) {
    if (!(await underWay(ctx, id))) return "dropped";
    const failure = failureOf(error);
    if (failure === null) throw error;
    await failLibrary(ctx, id, failure);
    return "failed";
  } finally {
    await rm(localPath, { force: true });
  }
}

/** The sentence that a file's fault is told by; null for what is no fault of the file. */
function failureOf(error: unknown): string | null {
  if (error instanceof ObjectNotFound) return keptText("work_items_gone");
  if (!(error instanceof UnreadableFile)) return null;
  const { code, values } = error;
  return keptText(`work_items_${code}`, values);
}

/** Gives up for good: says why, and lets the file go. */
export async function failLibrary(ctx: Ctx, id: string, failure: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [row] = await tx
      .select({ key: workItemLibraries.objectKey })
      .from(workItemLibraries)
      .where(and(isOne(ctx, id), eq(workItemLibraries.status, "importing")))
      .for("update");
    if (!row) return;
    await tx
      .update(workItemLibraries)
      .set({ status: "failed", failure, objectKey: null, progress: 0 })
      .where(isOne(ctx, id));
    await audit(ctx, tx, "work_item_library.failed", { type: "work_item_library", id }, { problem: failure });
    await release(ctx, tx, row.key);
  });
}

const isOne = (ctx: Ctx, id: string) =>
  and(eq(workItemLibraries.tenantId, ctx.tenant.id), eq(workItemLibraries.id, id));

async function underWay(ctx: Ctx, id: string): Promise<LibraryRow | null> {
  const [row] = await ctx.transaction((tx) =>
    tx
      .select()
      .from(workItemLibraries)
      .where(and(isOne(ctx, id), eq(workItemLibraries.status, "importing"))),
  );
  return row ?? null;
}

async function store(ctx: Ctx, tx: Transaction, library: LibraryRow, localPath: string): Promise<void> {
  const key = { tenantId: ctx.tenant.id, libraryId: library.id };
  const tell = progress(ctx, library);
  let number = 0;
  const tally = await readApart(localPath, {
    items: async (items, rows) => {
      if (items.length > 0)
        await tx.insert(workItems).values(items.map((item) => ({ ...key, ...columns(item, ++number) })));
      await tell(rows);
    },
    words: async (words) => {
      await tx.insert(workItemWords).values(words.map((word) => ({ ...key, ...word })));
    },
  });
  await finish(ctx, tx, library, tally);
}

async function finish(ctx: Ctx, tx: Transaction, library: LibraryRow, tally: FileTally): Promise<void> {
  await tx
    .delete(workItemLibraries)
    .where(
      and(
        eq(workItemLibraries.tenantId, ctx.tenant.id),
        eq(workItemLibraries.name, library.name),
        eq(workItemLibraries.currency, library.currency),
        ne(workItemLibraries.id, library.id),
        ne(workItemLibraries.status, "importing"),
      ),
    );
  await tx
    .update(workItemLibraries)
    .set({ ...tally, status: "ready", progress: 100, objectKey: null, importedAt: sql`now()` })
    .where(isOne(ctx, library.id));
  await audit(
    ctx,
    tx,
    "work_item_library.imported",
    { type: "work_item_library", id: library.id },
    {
      name: library.name,
      currency: library.currency,
      rows: tally.rows,
      items: tally.items,
      problems: tally.problemCount,
    },
  );
  await release(ctx, tx, library.objectKey);
}

async function release(ctx: Ctx, tx: Transaction, key: string | null): Promise<void> {
  if (key) await emit(tx, { name: "object/released", data: { tenant_id: ctx.tenant.id, storage_key: key } });
}

/**
 * Says how far it is, beside the transaction that nobody sees yet. How many rows there are is not known before the end: it
 * goes by the file's size, a row of the data set being some 450 bytes (a workbook packs them to a fifteenth of that).
 */
function progress(ctx: Ctx, library: LibraryRow): (rows: number) => Promise<void> {
  const expected = library.bytes / (/\.xlsx$/i.test(library.filename) ? 30 : 450);
  let next = 0;
  return async (rows) => {
    if (Date.now() < next) return;
    next = Date.now() + PROGRESS_MS;
    const percent = Math.min(95, Math.floor((rows / Math.max(1, expected)) * 100));
    await ctx.transaction((tx) =>
      tx.update(workItemLibraries).set({ progress: percent, rows }).where(isOne(ctx, library.id)),
    );
  };
}

/** What a text column takes: PostgreSQL stores no zero bytes. */
const clean = (text: string) => text.replaceAll("\u0000", "");

const columns = (item: WorkItem, number: number) => ({
  ...item,
  number,
  rateCode: clean(item.rateCode),
  name: clean(item.name),
  rateUnit: clean(item.rateUnit),
  composition: clean(item.composition),
});
