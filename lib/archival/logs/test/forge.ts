import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { linesOf } from "#lib/archival/logs/read-part.ts";
import { objectStores } from "#lib/storage/index.ts";

export type Part = typeof archivedLogs.$inferSelect;
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

export async function linesOfPart(part: Part): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(part)) lines.push(line);
  return lines;
}

/**
 * What an intruder does who has the archive bucket and the database's system role: writes other lines in a part's place and
 * puts a row in the place of the part's own that says of them what is true.
 */
export async function forge(part: Part, lines: readonly string[]): Promise<Partial<Part>> {
  const content = lines.map((line) => `${line}\n`).join("");
  const bytes = gzipSync(content);
  await objectStores().archive.putStream(
    part.objectKey,
    (async function* () {
      yield bytes;
    })(),
    { contentType: "application/gzip", storageClass: part.storageClass },
  );
  const says = {
    rows: lines.length,
    bytes: bytes.length,
    sha256: sha256(bytes),
    contentSha256: sha256(content),
  };
  await withSystem(async (tx) => {
    const ofPart = eq(archivedLogs.id, part.id);
    await tx.delete(archivedLogs).where(ofPart);
    await tx.insert(archivedLogs).values({ ...part, ...says, removedAt: null });
    await tx.update(archivedLogs).set({ removedAt: part.removedAt }).where(ofPart);
  });
  return says;
}
