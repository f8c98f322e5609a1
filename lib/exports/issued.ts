import { and, asc, eq, gt } from "drizzle-orm";
import { estimateRevisions, estimateSnapshots } from "#db/schema/issuing.ts";
import { type Archive, entryName } from "#lib/exports/archive.ts";
import { unpackText } from "#lib/issuing/pack-snapshot.ts";
import { revisionLetters } from "#lib/issuing/revision-letters.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

const PAGE = 100;

/** What was approved and issued: each approval as the JSON that its hash is of, each revision's two documents, byte for byte. */
export async function writeIssued(ctx: Ctx, archive: Archive, alive: () => Promise<void>): Promise<void> {
  for await (const { id, estimateId } of snapshotsOf(ctx)) {
    await alive();
    const row = await ctx.transaction((tx) =>
      tx
        .select({ content: estimateSnapshots.content, sha256: estimateSnapshots.sha256 })
        .from(estimateSnapshots)
        .where(and(eq(estimateSnapshots.tenantId, ctx.tenant.id), eq(estimateSnapshots.id, id))),
    );
    // Its estimate was deleted a moment ago.
    if (!row[0]) continue;
    await archive.add(`issued/${estimateId}/${id}.json`, [await unpackText(row[0])]);
  }
  for await (const revision of revisionsOf(ctx)) {
    await alive();
    const name = (format: string) =>
      `issued/${revision.estimateId}/${entryName(`${revisionLetters(revision.number)}.${format}`)}`;
    await writeObject(ctx, archive, name("pdf"), revision.pdfKey);
    await writeObject(ctx, archive, name("xlsx"), revision.xlsxKey);
  }
}

async function writeObject(ctx: Ctx, archive: Archive, name: string, key: string): Promise<void> {
  try {
    const { stream, size } = await objectStores().files.getStream(key);
    await archive.add(name, stream, { level: 0, size });
  } catch (error) {
    if (!(error instanceof ObjectNotFound)) throw error;
    ctx.log.error({ key }, "an issued document is missing from the store");
  }
}

const snapshotsOf = (ctx: Ctx) =>
  byId((after) =>
    ctx.transaction((tx) =>
      tx
        .select({ id: estimateSnapshots.id, estimateId: estimateSnapshots.estimateId })
        .from(estimateSnapshots)
        .where(
          and(
            eq(estimateSnapshots.tenantId, ctx.tenant.id),
            after ? gt(estimateSnapshots.id, after) : undefined,
          ),
        )
        .orderBy(asc(estimateSnapshots.id))
        .limit(PAGE),
    ),
  );

const revisionsOf = (ctx: Ctx) =>
  byId((after) =>
    ctx.transaction((tx) =>
      tx
        .select()
        .from(estimateRevisions)
        .where(
          and(
            eq(estimateRevisions.tenantId, ctx.tenant.id),
            after ? gt(estimateRevisions.id, after) : undefined,
          ),
        )
        .orderBy(asc(estimateRevisions.id))
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
