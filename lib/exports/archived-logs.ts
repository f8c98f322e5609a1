import { and, asc, inArray, isNotNull, isNull } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { isReadable, linesOf } from "#lib/archival/logs/read-part.ts";
import type { Archive } from "#lib/exports/archive.ts";
import { csvCell } from "#lib/http/text-stream.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState, ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

type Part = typeof archivedLogs.$inferSelect;

/**
 * The organisation's archived days of logs, as they stand in the archive; those that can be read only after a restore are
 * listed.
 */
export async function writeArchivedLogs(
  ctx: Ctx,
  archive: Archive,
  alive: () => Promise<void>,
): Promise<void> {
  const missing: { part: Part; reason: string }[] = [];
  for (const part of await partsOf([ctx.tenant.id])) {
    await alive();
    const object = await bytesOf(part);
    if (typeof object === "string") missing.push({ part, reason: object });
    else
      await archive.add(`logs/${part.kind}-${part.day}-${part.part}.ndjson.gz`, object, {
        size: part.bytes,
        level: 0,
      });
  }
  await archive.add("logs/not-included.csv", notIncluded(missing));
}

/** What archived days of these organisations' audit logs say that a person did, or that was done to them. */
export async function* archivedActivity(
  tenantIds: readonly string[],
  userId: string,
): AsyncGenerator<Record<string, unknown>> {
  for (const part of await partsOf(tenantIds)) {
    if (part.kind !== "audit" || !(await canBeRead(part))) continue;
    for await (const line of linesOf(part)) {
      // Most lines are about others: a look at the text spares taking them apart.
      if (!line.includes(userId)) continue;
      const entry: Record<string, unknown> = JSON.parse(line);
      if (entry.actor !== `user:${userId}` && entry.target_id !== userId) continue;
      const { id, tenant_id, created_at, actor, action, target_type, target_id, ip, user_agent } = entry;
      yield {
        id,
        organisation_id: tenant_id,
        created_at,
        actor,
        action,
        target_type,
        target_id,
        ip,
        user_agent,
      };
    }
  }
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

async function canBeRead({ objectKey }: Part): Promise<boolean> {
  try {
    return isReadable(await objectStores().archive.head(objectKey));
  } catch (error) {
    if (error instanceof ObjectNotFound) return false;
    throw error;
  }
}

/** Or why there are none. */
async function bytesOf({ objectKey }: Part): Promise<AsyncIterable<Uint8Array> | string> {
  const store = objectStores().archive;
  try {
    if (!isReadable(await store.head(objectKey))) return NEEDS_RESTORE;
    return (await store.getStream(objectKey)).stream;
  } catch (error) {
    if (error instanceof InvalidObjectState) return NEEDS_RESTORE;
    if (error instanceof ObjectNotFound) return "its bytes are missing. Write to support.";
    throw error;
  }
}

const NEEDS_RESTORE = "archived: have the days searched in the audit log, then export again";

function* notIncluded(missing: readonly { part: Part; reason: string }[]) {
  yield "kind,day,part,rows,reason\r\n";
  for (const { part, reason } of missing)
    yield `${[part.kind, part.day, String(part.part), String(part.rows), reason].map(csvCell).join(",")}\r\n`;
}
