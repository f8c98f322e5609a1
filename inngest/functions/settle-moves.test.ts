import "#lib/search/test/own-directory.ts";
import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { meddle } from "#lib/archival/test/meddle.ts";
import { copiesOf, rowOf, storedFile } from "#lib/archival/test/stored-file.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { runsOf, send, waitFor } from "#lib/jobs/test/runs.ts";
import { objectStores } from "#lib/storage/index.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { settleMoves, sweepObjectStores } from "./settle-moves.ts";

/** Stand for the clock: a schedule cannot be told to fire. */
const settle = inngest.createFunction(
  { id: "settle", retries: 0, triggers: [{ event: "test/settle" }] },
  ({ step }) => step.invoke("fire", { function: settleMoves, data: {} }),
);

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [settle, settleMoves, sweepObjectStores],
    slots: 2,
    backoffMs: 200,
  });
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

/** Before every tenant. */
const BEGINNING = "00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000000";
/** The n-th comparison, as soon as it has ended. */
const swept = async (n: number) =>
  (await waitFor("sweep-object-stores", (all) => all[n - 1]?.status === "completed", 20_000))[n - 1];

it("settles a move whose process was killed; the comparison of the stores reports what is missing and fails", async () => {
  const ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const [killed, whole] = [await storedFile(ctx), await storedFile(ctx)];
  // After its commit, before its hot copy is gone.
  const death = { name: "death", when: "before", error: null } as const;
  const { outcome } = await meddle(ctx, 7, death, (own) =>
    archiveFile(own, killed.id, { storageClass: "GLACIER", moveId: randomUUID() }),
  );
  expect(outcome).toBe("died");
  expect(await copiesOf(ctx.tenant.id, killed.id)).toHaveLength(2);
  await withSystem((tx) =>
    tx.update(files).set({ movingSince: sql`now() - interval '16 minutes'` }).where(eq(files.id, killed.id)),
  );
  await send("test/settle");
  const settled = await waitFor("settle", (all) => all[0]?.status === "completed", 20_000);
  expect(settled[0]?.output).toEqual({
    settled: [
      { tenant_id: ctx.tenant.id, file_id: killed.id, kept: "archive", removed: 1, outcome: "settled" },
    ],
  });
  const row = await rowOf(killed.id);
  expect(await copiesOf(ctx.tenant.id, killed.id)).toEqual([`archive ${row.archiveKey}`]);

  // A run goes on where the last one had to stop: what comes before is not looked at again.
  await send("storage/sweep.continued", { after: BEGINNING });
  const clean = await swept(1);
  expect(clean?.output).toMatchObject({ files: 2, objects: 2, missing: 0, unknown: 0, complete: true });
  const [first] = [killed.id, whole.id].sort();
  await send("storage/sweep.continued", { after: `${ctx.tenant.id}/${first}` });
  expect((await swept(2))?.output).toMatchObject({ files: 1, objects: 1, complete: true });
  const { storageKey } = await rowOf(whole.id);
  await objectStores().files.purge(storageKey);
  await send("storage/sweep.continued", { after: BEGINNING });
  await waitFor("sweep-object-stores", (all) => all.some(({ status }) => status === "failed"), 20_000);
  const failed = (await runsOf("sweep-object-stores")).find(({ status }) => status === "failed");
  expect(JSON.stringify(failed)).toContain(`missing: file ${whole.id}, files ${storageKey}`);
}, 60_000);
