import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { downloadFile } from "#lib/files/download-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { rowOf, storedFile } from "./test/stored-file.ts";
import { whereItStands } from "./where-it-stands.ts";

afterAll(closePools);

let ctx: Ctx;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
const setTier = (fileId: string, storageTier: (typeof files.$inferSelect)["storageTier"]) =>
  withSystem((tx) => tx.update(files).set({ storageTier }).where(eq(files.id, fileId)));

async function download(fileId: string, range: string | null): Promise<{ bytes: Buffer; partial: boolean }> {
  const got = await downloadFile(ctx, fileId, range);
  if (got.kind !== "bytes") throw new Error("The disk form gives bytes");
  const chunks: Buffer[] = [];
  for await (const chunk of got.body.stream) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), partial: got.partial };
}

describe("a file's bytes", () => {
  it("are downloaded from the archive while it is restored, whole and in parts", async () => {
    const file = await storedFile(ctx);
    await archiveFile(ctx, file.id, { storageClass: "STANDARD_IA" });
    await expect(download(file.id, null)).rejects.toMatchObject({ status: 409, code: "file_archived" });
    await setTier(file.id, "restoring");
    await expect(download(file.id, null)).rejects.toMatchObject({ status: 409, code: "file_archived" });
    await setTier(file.id, "restored");
    expect(await download(file.id, null)).toEqual({ bytes: file.content, partial: false });
    expect(await download(file.id, "bytes=100-299")).toEqual({
      bytes: file.content.subarray(100, 300),
      partial: true,
    });
    await expect(download(file.id, "bytes=99999-")).rejects.toMatchObject({ code: "range_not_satisfiable" });
  });

  it("are found where they were moved to after the row was read", async () => {
    const file = await storedFile(ctx);
    const before = await rowOf(file.id);
    await archiveFile(ctx, file.id, { storageClass: "STANDARD_IA" });
    const sizeAt = ({ bucket, key }: { bucket: "files" | "archive"; key: string }) =>
      objectStores()
        [bucket].head(key)
        .then(({ size }) => `${bucket} ${size}`);
    await expect(whereItStands(ctx, before, sizeAt)).rejects.toMatchObject({ code: "file_archived" });
    await setTier(file.id, "restored");
    expect(await whereItStands(ctx, before, sizeAt)).toBe(`archive ${file.content.length}`);
  });

  it("are archived as soon as the store says so, and missing when nobody has them", async () => {
    const file = await storedFile(ctx);
    await archiveFile(ctx, file.id, { storageClass: "GLACIER" });
    await setTier(file.id, "restored");
    await expect(download(file.id, null)).rejects.toMatchObject({ status: 409, code: "file_archived" });
    const lost = await storedFile(ctx);
    await objectStores().files.purge((await rowOf(lost.id)).storageKey);
    await expect(download(lost.id, null)).rejects.toThrow(ObjectNotFound);
  });
});
