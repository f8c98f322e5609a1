import "#lib/jobs/test/own-database.ts";

import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey, fileKey, tenantPrefix } from "#lib/storage/keys.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";
import { functions } from "./index.ts";

let engine: Engine | undefined;
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(closePools);

const DESCRIBED = { contentType: "application/octet-stream" };
const body = () => Readable.from([Buffer.from("ISO-10303-21;")]);

it("removes the objects and uploads of a deleted organisation from both stores, and nobody else's; then waits for late writers", async () => {
  const { files, archive } = objectStores();
  const [gone, other] = [await makeTenant(), await makeTenant()];
  for (const { id } of [gone, other]) {
    for (let n = 0; n < 3; n++) {
      await files.putStream(fileKey(id, crypto.randomUUID(), "a.ifc"), body(), DESCRIBED);
      await archive.putStream(archiveKey(id, crypto.randomUUID(), "a.ifc"), body(), DESCRIBED);
    }
    await files.createMultipart(fileKey(id, crypto.randomUUID(), "b.ifc"), DESCRIBED);
  }
  const before = await everythingOf(other.id);
  expect(before).toEqual({ files: 3, uploads: 1, archive: 3 });

  await deleteTenant({ slug: gone.slug, confirmed: true });
  expect(await everythingOf(gone.id)).toEqual(before);
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 2, backoffMs: 200 });
  await vi.waitFor(
    async () => {
      const [run] = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.tenantId, gone.id)));
      expect(run).toMatchObject({ functionId: "construction-ai-purge-tenant", status: "sleeping" });
      expect(run?.wakeAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3600_000);
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(await everythingOf(gone.id)).toEqual({ files: 0, uploads: 0, archive: 0 });
  expect(await everythingOf(other.id)).toEqual(before);
}, 40_000);

it("goes on where it was interrupted, a bounded number of objects at a time", async () => {
  const { files } = objectStores();
  const { id } = await makeTenant();
  const prefix = tenantPrefix("files", id);
  const keys = Array.from({ length: 5 }, () => fileKey(id, crypto.randomUUID(), "a.ifc"));
  for (const key of keys) await files.putStream(key, body(), DESCRIBED);
  vi.spyOn(files, "delete").mockRejectedValueOnce(new Error("The store does not answer"));
  await expect(purgePrefix(files, prefix, 1)).rejects.toThrow("does not answer");
  vi.restoreAllMocks();
  expect(await purgePrefix(files, prefix, 2)).toEqual({ purged: 2, more: true });
  expect(await purgePrefix(files, prefix, 2)).toEqual({ purged: 2, more: true });
  expect(await purgePrefix(files, prefix, 2)).toEqual({ purged: 1, more: false });
  expect(await purgePrefix(files, prefix, 2)).toEqual({ purged: 0, more: false });
  await expect(purgePrefix(files, prefix.slice(0, -1))).rejects.toThrow("slash");
});

async function everythingOf(tenantId: string) {
  const { files, archive } = objectStores();
  const counted = async (list: AsyncIterable<unknown>) => {
    let n = 0;
    for await (const _ of list) n++;
    return n;
  };
  return {
    files: await counted(files.list(tenantPrefix("files", tenantId))),
    uploads: await counted(files.listMultiparts(tenantPrefix("files", tenantId))),
    archive: await counted(archive.list(tenantPrefix("archive", tenantId))),
  };
}
