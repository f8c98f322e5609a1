import { fork } from "node:child_process";
import path from "node:path";
import { inArray, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { bytes } from "#lib/storage/contract/peer.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { locationOf } from "./location.ts";
import { settleDead } from "./settle-move.ts";
import { bytesOf, copiesOf, metersOf, rowOf, storedFile, toldOf } from "./test/stored-file.ts";

afterAll(closePools);

/** Lines of archive-file-faults.test.ts, where each is died at in this process: after the change of class, after the commit. */
const KILLED_AFTER = process.env.VERIFY_FULL === "1" ? [0, 1, 2, 3, 4, 5, 6, 7, 8] : [4, 6];
const FILES = 6;

it("killed by SIGKILL at its lines, a move leaves each file one good copy, and is done again", async () => {
  const ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const all = await Promise.all(
    KILLED_AFTER.flatMap((_, n) =>
      Array.from({ length: FILES }, (_, i) => storedFile(ctx, bytes(50_000 + i, n * FILES + i))),
    ),
  );
  const sum = all.reduce((total, { content }) => total + content.length, 0);
  const signals = await Promise.all(
    KILLED_AFTER.map((line, n) =>
      runArchiver({
        tenant: ctx.tenant.id,
        fileIds: all.slice(n * FILES, (n + 1) * FILES).map(({ id }) => id),
        line,
      }),
    ),
  );
  expect(signals).toEqual(KILLED_AFTER.map(() => "SIGKILL"));
  for (const { id, content } of all) expect(await bytesOf(await rowOf(id))).toEqual(content);

  await withSystem((tx) =>
    tx
      .update(files)
      .set({ movingSince: sql`now() - interval '16 minutes'` })
      .where(
        sql`${inArray(
          files.id,
          all.map(({ id }) => id),
        )} and ${files.moveId} is not null`,
      ),
  );
  for (const { id } of all) await settleDead(ctx.tenant.id, id);
  await Promise.all(all.map(expectOneCopy));
  await Promise.all(all.map(({ id }) => archiveFile(ctx, id, { storageClass: "STANDARD_IA" })));
  await Promise.all(all.map(expectOneCopy));
  for (const { id } of all)
    expect(await toldOf(id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
  expect(await metersOf(ctx.tenant.id)).toEqual({ hot: 0, archived: sum });
}, 90_000);

async function expectOneCopy({ id, content }: { id: string; content: Buffer }): Promise<void> {
  const row = await rowOf(id);
  const { bucket, key } = locationOf(row);
  expect(row).toMatchObject({ storageTier: row.archiveKey === null ? "hot" : "archived", moveId: null });
  expect(await copiesOf(row.tenantId, id)).toEqual([`${bucket} ${key}`]);
  expect(await bytesOf(row)).toEqual(content);
}

/** Runs the archiver to its end; gives the signal that ended it. */
function runArchiver(given: { tenant: string; fileIds: string[]; line: number }): Promise<string | null> {
  const child = fork(path.join(import.meta.dirname, "test/kill-archiver.ts"), [JSON.stringify(given)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(process.env.DATA_DIR ?? "", "compile-cache") },
  });
  return new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
}
