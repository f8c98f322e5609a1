import { randomUUID } from "node:crypto";
import { and, count, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { workItemLibraries } from "#db/schema/work-items.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { requireFeature } from "#lib/features/is-on.ts";
import { type FormFile, streamForm } from "#lib/files/stream-form.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { objectStores } from "#lib/storage/index.ts";
import { importKey, importsPrefix } from "#lib/storage/keys.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { presentLibrary } from "./present.ts";
import type { WorkItemLibraryView } from "./views.ts";

const MOST_BYTES = 2 * 2 ** 30;
/** A library of full size takes some 150 MB of the database. */
export const MOST_LIBRARIES = 6;
/** What stands longer than that without a library was left by a process that died. */
const FORSAKEN_MS = 3_600_000;

const Fields = z.object({
  name: z.string().trim().min(1, issueText("workItems.nameEdition")).max(80),
  currency: z.string().regex(/^[A-Z]{3}$/, issueText("priceBooks.currencyThreeCapital")),
  priced_on: z.iso
    .date(issueText("workItems.pricedOn"))
    .refine((day) => day <= new Date().toISOString().slice(0, 10), issueText("workItems.pricedOnAhead"))
    .optional(),
});

/**
 * Takes a file of work items (form field `file`, before it `name`, the edition, `currency` and optionally `priced_on`, the
 * day of its prices) and has it imported by a job: GET /api/work-item-libraries tells how far that is. When it is done,
 * the library replaces the one of the same edition and currency. Throws `Conflict` (`work_item_libraries_full`,
 * `work_item_import_under_way`).
 */
export async function receiveLibrary(
  ctx: Ctx,
  request: Request,
): Promise<z.input<typeof WorkItemLibraryView>> {
  requireRole(ctx, "admin");
  await requireFeature("uploads", ctx.tenant.id);
  const id = randomUUID();
  const key = importKey(ctx.tenant.id, id);
  try {
    return await streamForm(request, (stream, file) => receive(ctx, id, stream, file));
  } catch (error) {
    await objectStores().files.purge(key);
    throw error;
  }
}

async function receive(
  ctx: Ctx,
  id: string,
  stream: AsyncIterable<Buffer>,
  { filename, size, fields }: FormFile,
): Promise<z.input<typeof WorkItemLibraryView>> {
  const given = Fields.parse(fields);
  if (size > MOST_BYTES) throw new PayloadTooLarge(problemText("workItems.tooLarge"));
  await ctx.transaction((tx) => requireRoom(tx, ctx.tenant.id, given));
  await purgeForsaken(ctx);
  const key = importKey(ctx.tenant.id, id);
  const stored = await objectStores().files.putStream(key, limited(stream), {
    contentType: "application/octet-stream",
  });
  if (stored.size === 0) throw new Invalid("file_missing", problemText("workItems.sendFile"));
  return ctx.transaction(async (tx) => {
    await requireRoom(tx, ctx.tenant.id, given);
    const [row] = await tx
      .insert(workItemLibraries)
      .values({
        id,
        tenantId: ctx.tenant.id,
        name: given.name,
        currency: given.currency,
        pricedOn: given.priced_on ?? new Date().toISOString().slice(0, 10),
        status: "importing",
        filename: filename.slice(0, 200),
        objectKey: key,
        bytes: stored.size,
        createdBy: userId(ctx) ?? ctx.principal.kind,
      })
      .returning();
    if (!row) throw new Error("The work item library was not stored");
    await audit(
      ctx,
      tx,
      "work_item_library.created",
      { type: "work_item_library", id },
      { name: row.name, currency: row.currency, filename: row.filename, bytes: row.bytes },
    );
    await emit(tx, { name: "work-items/uploaded", data: { tenant_id: ctx.tenant.id, library_id: id } });
    return presentLibrary(row);
  });
}

/** The form's declared length may be a lie. */
async function* limited(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = MOST_BYTES;
  for await (const chunk of stream) {
    left -= chunk.length;
    if (left < 0) throw new PayloadTooLarge(problemText("workItems.tooLarge"));
    yield chunk;
  }
}

/** One import of an edition at a time, and no more libraries than there is room for. Held until the transaction ends. */
async function requireRoom(
  tx: Transaction,
  tenantId: string,
  { name, currency }: { name: string; currency: string },
): Promise<void> {
  await tx
    .select({ id: tenantSettings.tenantId })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, tenantId))
    .for("update");
  const [running] = await tx
    .select({ id: workItemLibraries.id })
    .from(workItemLibraries)
    .where(
      and(
        eq(workItemLibraries.tenantId, tenantId),
        eq(workItemLibraries.name, name),
        eq(workItemLibraries.currency, currency),
        eq(workItemLibraries.status, "importing"),
      ),
    );
  if (running)
    throw new Conflict("work_item_import_under_way", problemText("workItems.underWay", { name, currency }));
  const [others] = await tx
    .select({ n: count() })
    .from(workItemLibraries)
    .where(
      and(
        eq(workItemLibraries.tenantId, tenantId),
        ne(workItemLibraries.status, "failed"),
        sql`not (${workItemLibraries.name} = ${name} and ${workItemLibraries.currency} = ${currency})`,
      ),
    );
  if ((others?.n ?? 0) >= MOST_LIBRARIES)
    throw new Conflict("work_item_libraries_full", problemText("workItems.full", { most: MOST_LIBRARIES }));
}

async function purgeForsaken(ctx: Ctx): Promise<void> {
  const store = objectStores().files;
  const before = Date.now() - FORSAKEN_MS;
  for await (const { key, lastModified } of store.list(importsPrefix(ctx.tenant.id))) {
    if (lastModified.getTime() > before) continue;
    const [wanted] = await ctx.transaction((tx) =>
      tx
        .select({ id: workItemLibraries.id })
        .from(workItemLibraries)
        .where(and(eq(workItemLibraries.tenantId, ctx.tenant.id), eq(workItemLibraries.objectKey, key))),
    );
    if (!wanted) await store.purge(key);
  }
}
