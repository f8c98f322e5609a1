import { createHash } from "node:crypto";
import { and, asc, inArray, isNotNull, isNull } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { heldLines, sentenceOf } from "#lib/archival/logs/held-lines.ts";
import { isReadable, linesOf } from "#lib/archival/logs/read-part.ts";
import type { Archive } from "#lib/exports/archive.ts";
import { csvCell } from "#lib/http/text-stream.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ChecksumMismatch, InvalidObjectState } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

type Part = typeof archivedLogs.$inferSelect;

/**
 * The organisation's archived days of logs, as they stand in the archive. Each is read and verified before it is written,
 * days of the audit log against their chain; what is not what was written, and what can be read only after a restore, is
 * listed instead.
 */
export async function writeArchivedLogs(
  ctx: Ctx,
  archive: Archive,
  alive: () => Promise<void>,
): Promise<void> {
  const missing: { part: Part; reason: string }[] = [];
  for (const part of await partsOf([ctx.tenant.id])) {
    await alive();
    const reason = await whyNot(part);
    if (reason) missing.push({ part, reason });
    else
      await archive.add(`logs/${part.kind}-${part.day}-${part.part}.ndjson.gz`, bytesOf(part), {
        size: part.bytes,
        level: 0,
      });
  }
  await archive.add("logs/not-included.csv", notIncluded(missing));
}

/**
 * What archived days of these organisations' audit logs say that a person did, or that was done to them; each entry is one
 * that the chain holds. A day that is not what was written is named instead, from where it is not.
 */
export async function* archivedActivity(
  tenantIds: readonly string[],
  userId: string,
): AsyncGenerator<Record<string, unknown>> {
  for (const part of await partsOf(tenantIds)) {
    const { tenantId } = part;
    if (part.kind !== "audit" || tenantId === null) continue;
    try {
      if (!isReadable(await objectStores().archive.head(part.objectKey))) continue;
      for await (const lines of heldLines({ ...part, tenantId }))
        yield* lines.flatMap((line) => activity(line, userId));
    } catch (error) {
      const reason = sentenceOf(part, error);
      if (!reason) throw error;
      logger().error(
        { err: error, tenant_id: tenantId, day: part.day },
        "archived entries were not exported",
      );
      yield { organisation_id: tenantId, day: part.day, not_included: reason };
    }
  }
}

function activity(line: string, userId: string): Record<string, unknown>[] {
  // Most lines are about others: a look at the text spares taking them apart.
  if (!line.includes(userId)) return [];
  const entry: Record<string, unknown> = JSON.parse(line);
  if (entry.actor !== `user:${userId}` && entry.target_id !== userId) return [];
  const { id, tenant_id, created_at, actor, action, target_type, target_id, ip, user_agent } = entry;
  return [
    { id, organisation_id: tenant_id, created_at, actor, action, target_type, target_id, ip, user_agent },
  ];
}

/** Those that are in the archive alone, oldest first. */
function partsOf(tenantIds: readonly string[]): Promise<Part[]> {
  return withSystem((tx) =>
    tx
      .select()
      .from(archivedLogs)
      .where(
        and(
          inArray(archivedLogs.tenantId, [...tenantIds]),
          isNotNull(archivedLogs.removedAt),
          isNull(archivedLogs.expiredAt),
        ),
      )
      .orderBy(asc(archivedLogs.kind), asc(archivedLogs.day), asc(archivedLogs.part)),
  );
}

/** Why a part is not given; null where it is what was written. */
async function whyNot(part: Part): Promise<string | null> {
  const t = wordsOf("archive");
  try {
    if (!isReadable(await objectStores().archive.head(part.objectKey))) return t("missing.archivedDay");
    for await (const _lines of linesOfPart(part));
    return null;
  } catch (error) {
    if (error instanceof InvalidObjectState) return t("missing.archivedDay");
    const reason = sentenceOf(part, error);
    if (!reason) throw error;
    logger().error(
      { err: error, tenant_id: part.tenantId, day: part.day },
      "an archived day was not exported",
    );
    return t("missing.day", { reason });
  }
}

/** Held to the chain, or of jobs to their checksums alone. */
function linesOfPart(part: Part): AsyncIterable<string[] | string> {
  return part.kind === "audit" && part.tenantId
    ? heldLines({ ...part, tenantId: part.tenantId })
    : linesOf(part);
}

/** The same bytes that were verified. Throws `ChecksumMismatch`: the export then begins anew. */
async function* bytesOf({ objectKey, sha256 }: Part): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of (await objectStores().archive.getStream(objectKey)).stream) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256)
    throw new ChecksumMismatch(`The archived logs ${objectKey} changed while they were exported.`);
}

function* notIncluded(missing: readonly { part: Part; reason: string }[]) {
  yield "kind,day,part,rows,reason\r\n";
  for (const { part, reason } of missing)
    yield `${[part.kind, part.day, String(part.part), String(part.rows), reason].map(csvCell).join(",")}\r\n`;
}
