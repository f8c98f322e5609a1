import { randomUUID } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { ClaimLost, deadClaim, heartbeatOf, newClaim } from "#lib/archival/claim.ts";
import { locationOf } from "#lib/archival/location.ts";
import { audit } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { forTenant } from "#lib/observability/tracing/span.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileFolder } from "#lib/storage/keys.ts";
import { type BucketName, ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** `missing`: where the row points there is no such object, so nothing was removed; somebody has to look. */
export interface SettledMove {
  tenant_id: string;
  file_id: string;
  kept: BucketName;
  /** Objects, versions and uploads of the other bucket that are gone now. */
  removed: number;
  outcome: "settled" | "missing";
}

const PER_SWEEP = 200;

/** Files whose move died with its process or was given up, of all tenants, the longest ago first. */
export async function deadMoves(): Promise<{ tenantId: string; fileId: string }[]> {
  return withSystem((tx) =>
    tx
      .select({ tenantId: files.tenantId, fileId: files.id })
      .from(files)
      .where(deadClaim())
      .orderBy(files.movingSince)
      .limit(PER_SWEEP),
  );
}

/** Settles a move whose claim died: takes the claim, then as `settleHeld`. Null when there is nothing to settle any more. */
export async function settleDead(tenantId: string, fileId: string): Promise<SettledMove | null> {
  return forTenant("settle move", tenantId, async () =>
    settleClaimed(await systemCtx(tenantId), fileId, deadClaim()),
  );
}

/** Removes what a file that nobody moves has beside its one copy. Null when it is gone, or somebody moves it. */
export async function settleExtras(tenantId: string, fileId: string): Promise<SettledMove | null> {
  return forTenant("settle move", tenantId, async () =>
    settleClaimed(
      await systemCtx(tenantId),
      fileId,
      sql`${files.moveId} is null and ${files.status} <> 'pending'`,
    ),
  );
}

async function settleClaimed(ctx: Ctx, fileId: string, when: SQL): Promise<SettledMove | null> {
  const claim = newClaim(randomUUID());
  const taken = await ctx.transaction((tx) =>
    tx
      .update(files)
      .set({ moveId: claim, movingSince: sql`now()` })
      .where(and(eq(files.id, fileId), when))
      .returning({ id: files.id }),
  );
  return taken.length > 0 ? settleHeld(ctx, fileId, claim) : null;
}

/**
 * Under a held claim: the row says where the good copy is. When that is there, every other copy, version and upload goes,
 * a row on its way to the archive is hot again, and the claim ends. When it is not, nothing is removed: the claim stays
 * and is found again. Can be repeated at any line. Throws what the stores and the database throw.
 */
export async function settleHeld(ctx: Ctx, fileId: string, claim: string): Promise<SettledMove> {
  const heartbeat = heartbeatOf(ctx, fileId, claim);
  const [file] = await ctx.transaction((tx) =>
    tx
      .select()
      .from(files)
      .where(and(eq(files.id, fileId), eq(files.moveId, claim))),
  );
  if (!file) throw new ClaimLost(fileId);
  const settled = { tenant_id: ctx.tenant.id, file_id: fileId, kept: locationOf(file).bucket, removed: 0 };
  if (!(await isThere(file))) {
    ctx.log.error({ fileId, ...locationOf(file) }, "the only copy of a file is not where its row says");
    return { ...settled, outcome: "missing" };
  }
  settled.removed = await removeOthers(file, heartbeat);
  await ctx.transaction(async (tx) => {
    const [released] = await tx
      .update(files)
      .set({
        moveId: null,
        movingSince: null,
        storageTier: sql`case ${files.storageTier} when 'archiving' then 'hot' else ${files.storageTier} end`,
      })
      .where(and(eq(files.id, fileId), eq(files.moveId, claim)))
      .returning({ tier: files.storageTier });
    if (!released) throw new ClaimLost(fileId);
    if (settled.removed === 0 && released.tier === file.storageTier) return;
    await audit(
      ctx,
      tx,
      "file.move_settled",
      { type: "file", id: fileId },
      { kept: settled.kept, copies_removed: settled.removed },
      { before: { storage_tier: file.storageTier }, after: { storage_tier: released.tier } },
    );
  });
  ctx.log.info({ fileId, ...settled }, "what was left of a move is settled");
  return { ...settled, outcome: "settled" };
}

/** Whether the row's copy is there, as far as the store tells without its bytes being read. */
async function isThere(file: FileRow): Promise<boolean> {
  const { bucket, key } = locationOf(file);
  try {
    const { size, metadata, checksums } = await objectStores()[bucket].head(key);
    const sha256 = checksums.sha256 ?? metadata.sha256;
    return size === file.size && (file.sha256 === null || (sha256 ?? file.sha256) === file.sha256);
  } catch (error) {
    if (error instanceof ObjectNotFound) return false;
    throw error;
  }
}

const PER_CALL = 100;

/** All that a file has in the stores but its one copy. Returns how many objects, versions and uploads there were. */
async function removeOthers(file: FileRow, heartbeat: () => Promise<void>): Promise<number> {
  const stores = objectStores();
  const place = locationOf(file);
  let removed = 0;
  for (const bucket of ["files", "archive"] as const) {
    const folder = fileFolder(bucket, file.tenantId, file.id);
    if (bucket !== place.bucket) {
      for (let more = true; more; ) {
        await heartbeat();
        const purged = await stores[bucket].purgeFolder(folder, PER_CALL);
        removed += purged.purged;
        more = purged.more;
      }
      continue;
    }
    const keys: string[] = [];
    for await (const { key } of stores[bucket].list(folder)) if (key !== place.key) keys.push(key);
    for (const key of keys) {
      await heartbeat();
      await stores[bucket].purge(key);
    }
    let uploads = 0;
    for await (const { key, uploadId } of stores[bucket].listMultiparts(folder)) {
      await stores[bucket].abortMultipart(key, uploadId);
      uploads++;
    }
    removed += keys.length + uploads;
  }
  return removed;
}
