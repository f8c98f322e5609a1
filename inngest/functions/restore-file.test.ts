import "#lib/jobs/test/own-database.ts";

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { RestoreAsk } from "#lib/archival/request-restores.ts";
import { restoreFile } from "#lib/archival/restore-file.ts";
import { RestoreFiles, restoreFiles } from "#lib/archival/restore-files.ts";
import { copiesOf, rowOf, storedFile, toldOf } from "#lib/archival/test/stored-file.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { send, waitFor } from "#lib/jobs/test/runs.ts";
import { ListNotices, listNotices } from "#lib/notifications/list-notices.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { notifyRestore, pollRestores, restoreFile as restoreFileJob } from "./restore-file.ts";

vi.hoisted(() => {
  process.env.DISK_RESTORE_SECONDS = "1";
});

/** Stands for the clock: a schedule cannot be told to fire. */
const clock = inngest.createFunction(
  { id: "clock", retries: 0, triggers: [{ event: "test/minute" }] },
  ({ step }) => step.invoke("fire", { function: pollRestores, data: {} }),
);

let engine: Engine;
let tenant: Fixture;
let system: Ctx;
let editor: Ctx;
beforeAll(async () => {
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [clock, restoreFileJob, pollRestores, notifyRestore],
    slots: 4,
    backoffMs: 200,
  });
  tenant = await makeFixture();
  system = await systemCtx(tenant.id);
  editor = (await memberCtx(tenant, tenant.members.editor.id)).ctx;
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

async function archived(storageClass: "GLACIER" | "STANDARD_IA" = "GLACIER") {
  const file = await storedFile(system);
  await archiveFile(system, file.id, { storageClass });
  return file;
}
const become = (ids: string[], tier: string) =>
  vi.waitFor(
    async () => {
      for (const id of ids) expect((await rowOf(id)).storageTier).toBe(tier);
    },
    { timeout: 20_000, interval: 100 },
  );
const subjects = async () =>
  (
    await withSystem((tx) =>
      tx.select().from(caughtMails).where(eq(caughtMails.recipient, tenant.members.editor.email)),
    )
  ).map(({ subject }) => subject);

it("one, many and permanent ones get there by their events, are told of once each, and end by the poll", async () => {
  const [one, forGood, ...many] = await Promise.all([
    archived(),
    archived(),
    archived(),
    archived(),
    archived("STANDARD_IA"),
  ]);
  await restoreFile(editor, one.id, RestoreAsk.parse({}));
  await restoreFile(editor, forGood.id, RestoreAsk.parse({ permanent: true }));
  await restoreFiles(editor, RestoreFiles.parse({ file_ids: many.map(({ id }) => id) }));
  await become([one.id, ...many.map(({ id }) => id)], "restored");
  await become([forGood.id], "hot");
  const { storageKey } = await rowOf(forGood.id);
  await vi.waitFor(async () =>
    expect(await copiesOf(tenant.id, forGood.id)).toEqual([`files ${storageKey}`]),
  );
  await vi.waitFor(async () => expect(await subjects()).toHaveLength(3), { timeout: 20_000, interval: 100 });
  expect((await subjects()).sort()).toEqual(
    [
      "3 of 3 files are restored",
      `${(await rowOf(one.id)).filename} is restored`,
      `${(await rowOf(forGood.id)).filename} is restored`,
    ].sort(),
  );

  const notices = await listNotices(editor, ListNotices.parse({}));
  expect(notices.items.map(({ kind, title }) => [kind, title]).sort()).toEqual(
    [
      ["file_restored", `${(await rowOf(one.id)).filename} is restored`],
      ["file_restored", `${(await rowOf(forGood.id)).filename} is back in hot storage`],
      ["files_restored", "3 of 3 files are restored"],
    ].sort(),
  );

  // A week later.
  await withSystem((tx) =>
    tx
      .update(fileRestores)
      .set({ expiresAt: sql`now() - interval '1 second'`, nextCheckAt: sql`now()`, remindedAt: sql`now()` })
      .where(eq(fileRestores.fileId, many.at(-1)?.id ?? "")),
  );
  await send("test/minute");
  await waitFor("clock", (all) => all.some((run) => run.status === "completed"), 20_000);
  expect((await rowOf(many.at(-1)?.id ?? "")).storageTier).toBe("archived");
  for (const { id } of [one, forGood, ...many]) expect((await toldOf(id))["file/restored"]).toBe(1);
  const runs = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.tenantId, tenant.id)));
  expect(runs.filter(({ status }) => status === "failed")).toEqual([]);
}, 60_000);
