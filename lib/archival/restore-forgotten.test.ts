import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState } from "#lib/storage/store.ts";
import {
  advance,
  archived,
  balance,
  DAY,
  read,
  restore,
  restoreOf,
  restoringWorld,
  world,
} from "./test/restoring.ts";
import { rowOf, type StoredFile, toldOf } from "./test/stored-file.ts";

restoringWorld();
afterEach(() => vi.restoreAllMocks());
afterAll(closePools);

/** Hours as the poll lives them. */
async function poll({ id }: StoredFile, hours: number): Promise<void> {
  for (let n = 0; n < hours; n++) {
    world.clock.pass(3600);
    await advance(id);
  }
}
const notRestored = () => new InvalidObjectState("not restored");

/** It failed once, what it was promised is given back, and its file is archived as before. */
async function expectGivenUp(file: StoredFile): Promise<void> {
  expect(await restoreOf(file.id)).toMatchObject({
    status: "failed",
    permanent: "no",
    failureCode: "restore_forgotten",
    orders: 4,
  });
  expect(await rowOf(file.id)).toMatchObject({ storageTier: "archived", moveId: null });
  const told = await toldOf(file.id);
  expect([told["file/restore.failed"], told["file/restored"]]).toEqual([1, undefined]);
  expect(await balance()).toMatchObject({ reserved: 0 });
  const metered = await withSystem((tx) =>
    tx.select().from(usageEvents).where(eq(usageEvents.tenantId, world.tenant.id)),
  );
  expect(metered.filter(({ kind }) => kind === "restore")).toHaveLength(1);
}

describe("a store that forgets", () => {
  it("each time is given the restore at growing distances, four times, and then it has failed", async () => {
    const file = await archived();
    await restore(file.id, { permanent: true });
    const { archive } = objectStores();
    const head = archive.head.bind(archive);
    vi.spyOn(archive, "head").mockImplementation(async (key) => ({
      ...(await head(key)),
      restore: { status: "none" },
    }));
    const given = vi.spyOn(archive, "restore");
    const at: number[] = [];
    for (let hour = 1; hour <= 15; hour++) {
      given.mockClear();
      await poll(file, 1);
      for (const _ of given.mock.calls) at.push(hour);
    }
    expect(at).toEqual([1, 2, 4, 8]);
    expect(await restoreOf(file.id)).toMatchObject({
      status: "in_progress",
      failureCode: "restore_forgotten",
    });
    expect(await balance()).toMatchObject({ reserved: file.content.length });
    given.mockClear();
    await poll(file, 2);
    expect(given).not.toHaveBeenCalled();
    await expectGivenUp(file);
  });

  it("that what it calls readable is not is given it four times at most", async () => {
    const file = await archived();
    await restore(file.id, { permanent: true });
    world.clock.fail("files.copy", notRestored);
    for (let hour = 0; hour < 40 && (await restoreOf(file.id)).status !== "failed"; hour++)
      await poll(file, 1);
    await expectGivenUp(file);
  });

  it("before more days were asked for restores anew, and is followed as the first time", async () => {
    const file = await archived();
    await restore(file.id, { restore_days: 1 });
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    await restore(file.id, { restore_days: 5 });
    world.clock.fail("archive.restore", notRestored);
    await advance(file.id);
    world.clock.fail(null);
    expect(await restoreOf(file.id)).toMatchObject({ status: "requested", failureCode: null });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restoring" });
    await poll(file, 2);
    const again = await restoreOf(file.id);
    expect(again).toMatchObject({ status: "ready", orders: 2 });
    expect(again.expiresAt?.getTime()).toBeGreaterThan(world.clock.now().getTime() + 4 * DAY * 1000);
    expect(await read(file.id)).toEqual(file.content);
  });
});

it("a file that turns out to be hot ends its restore: the promise is given back, who asked is told", async () => {
  const file = await archived("STANDARD_IA");
  await restore(file.id, { permanent: true });
  const { storageKey, archiveKey } = await rowOf(file.id);
  await objectStores().files.copy({ bucket: "archive", key: archiveKey ?? "" }, storageKey);
  await withSystem((tx) =>
    tx.update(files).set({ archiveKey: null, storageTier: "hot" }).where(eq(files.id, file.id)),
  );
  expect(await advance(file.id)).toBeNull();
  expect(await restoreOf(file.id)).toMatchObject({ status: "superseded", permanent: "done" });
  expect(await balance()).toMatchObject({ reserved: 0 });
  expect((await toldOf(file.id))["file/restored"]).toBe(1);
});
