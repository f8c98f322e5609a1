import { and, desc, eq, gt, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { requireFeature } from "#lib/features/is-on.ts";
import { reserveFile } from "#lib/files/create-upload.ts";
import { storeReserved } from "#lib/files/receive-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { readSampleBuilding, SAMPLE_FILENAME } from "./sample-building.ts";

/** A sample that has been on its way for longer than this died with its process. */
const UNDER_WAY = sql`interval '1 minute'`;

/**
 * Makes the product's sample model a file of the organisation, by the way of every upload: it takes storage, is metered
 * and processed. There once: where the organisation has it already, that file is answered.
 * Throws what an upload throws: `Forbidden`, `QuotaExceeded`, `UnsupportedMediaType`, `PayloadTooLarge`.
 */
export async function takeSample(ctx: Ctx): Promise<{ file_id: string }> {
  requireRole(ctx, "editor");
  await requireFeature("uploads", ctx.tenant.id);
  const { bytes, sha256 } = await readSampleBuilding();
  const declared = { filename: SAMPLE_FILENAME, size: bytes.length, sha256, temporary: false };
  const { there, reserved } = await ctx.transaction(async (tx) => {
    // Two clicks at once: the second waits here, and then finds the first one's file.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sample:${ctx.tenant.id}`}, 0))`);
    const there = await findSample(ctx, tx, sha256);
    return there
      ? { there, reserved: null }
      : { there: null, reserved: await reserveFile(ctx, tx, declared) };
  });
  if (!reserved) return { file_id: there.id };
  return { file_id: await storeReserved(ctx, reserved, [bytes], declared.size) };
}

async function findSample(ctx: Ctx, tx: Transaction, sha256: string): Promise<{ id: string } | undefined> {
  const [file] = await tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.tenantId, ctx.tenant.id),
        eq(files.sha256, sha256),
        or(ne(files.status, "pending"), gt(files.createdAt, sql`now() - ${UNDER_WAY}`)),
      ),
    )
    .orderBy(desc(files.createdAt))
    .limit(1);
  return file;
}
