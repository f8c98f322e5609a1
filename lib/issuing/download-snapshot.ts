import { Readable } from "node:stream";
import { audit } from "#lib/audit/record.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { fileStem } from "#lib/reports/names.ts";
import type { Exported } from "#lib/reports/views.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findSnapshot } from "./find-snapshot.ts";
import { unpackText } from "./pack-snapshot.ts";

/**
 * What was approved, as canonical JSON (RFC 8785): its SHA-256 is the one that is printed in what was issued of it. Throws
 * `NotFound` (`estimate_not_found`, `snapshot_not_found`).
 */
export async function downloadSnapshot(ctx: Ctx, ref: { id: string; snapshotId: string }): Promise<Exported> {
  requireRole(ctx, "viewer");
  const row = await ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, ref.id);
    const found = await findSnapshot(tx, ctx.tenant.id, ref);
    await audit(
      ctx,
      tx,
      "snapshot.downloaded",
      { type: "estimate", id: ref.id },
      { snapshot_sha256: found.sha256 },
    );
    return found;
  });
  return {
    filename: `${fileStem(row.name)}-${row.sha256.slice(0, 12)}.json`,
    contentType: "application/json",
    body: Readable.from([await unpackText(row)], { objectMode: false }),
  };
}
