import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect } from "vitest";
import { fileRestores } from "#db/schema/archival.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { advanceRestore } from "#lib/archival/advance-restore.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { locationOf } from "#lib/archival/location.ts";
import { RestoreAsk } from "#lib/archival/request-restores.ts";
import { restoreFile } from "#lib/archival/restore-file.ts";
import type { RestoreRow } from "#lib/archival/restore-views.ts";
import { downloadFile } from "#lib/files/download-file.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { StorageClass } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type MovableClock, movableClock } from "./clock.ts";
import { rowOf, type StoredFile, storedFile } from "./stored-file.ts";

/** Seconds. */
export const DAY = 86_400;

/** An organisation of each test's own, with a clock that it moves. */
export const world = {} as { tenant: Fixture; system: Ctx; editor: Ctx; clock: MovableClock };

/** Call it once in a file. */
export function restoringWorld(): void {
  beforeEach(async () => {
    world.tenant = await makeFixture();
    world.system = await systemCtx(world.tenant.id);
    world.editor = (await memberCtx(world.tenant, world.tenant.members.editor.id)).ctx;
    world.clock = movableClock();
  });
  afterEach(() => world.clock.stop());
}

export const ask = (over: Partial<RestoreAsk> = {}) => RestoreAsk.parse(over);
export const restore = (id: string, over: Partial<RestoreAsk> = {}) =>
  restoreFile(world.editor, id, ask(over), world.clock.now());

export async function archived(storageClass: StorageClass = "GLACIER"): Promise<StoredFile> {
  const file = await storedFile(world.system);
  expect(await archiveFile(world.system, file.id, { storageClass })).toMatchObject({ status: "archived" });
  return file;
}

export const restoresOf = (fileId: string) =>
  withSystem((tx) => tx.select().from(fileRestores).where(eq(fileRestores.fileId, fileId)));

export async function restoreOf(fileId: string): Promise<RestoreRow> {
  const [row, ...more] = await restoresOf(fileId);
  if (!row || more.length > 0) throw new Error("The file has not one restore");
  return row;
}

/** As the job does, once its time has come. */
export async function advance(fileId: string): Promise<Date | null> {
  const { id } = await restoreOf(fileId);
  return advanceRestore(world.system, id, world.clock.now());
}

export async function read(fileId: string): Promise<Buffer> {
  const download = await downloadFile(world.editor, fileId, null);
  if (download.kind !== "bytes") throw new Error("The disk form answers bytes");
  return collected(download.body.stream);
}

/** Where the row says, whatever state it is in. */
export async function bytesAnyway(fileId: string): Promise<Buffer> {
  const { bucket, key } = locationOf(await rowOf(fileId));
  const store = objectStores()[bucket];
  if (bucket === "archive") await store.restore(key, 1);
  world.clock.pass(11);
  return collected((await store.getStream(key)).stream);
}

async function collected(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function balance() {
  const [row] = await withSystem((tx) =>
    tx
      .select({ used: tenants.storageUsed, reserved: tenants.storageReserved, archived: tenants.archiveUsed })
      .from(tenants)
      .where(eq(tenants.id, world.tenant.id)),
  );
  return row;
}
