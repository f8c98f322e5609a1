import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { projects } from "#db/schema/projects.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { CreateUpload, createUpload } from "./create-upload.ts";
import { ListFiles, listFiles } from "./list-files.ts";
import { receiveFile } from "./receive-file.ts";

afterAll(closePools);

const DATA = Buffer.from(`ISO-10303-21;\nHEADER;\n${"x".repeat(2000)}`);
const SHA256 = createHash("sha256").update(DATA).digest("hex");

const newCtx = async () => systemCtx((await makeTenant()).id);
const store = (ctx: Ctx, filename: string, project_id?: string) =>
  receiveFile(ctx, Readable.from([DATA]), { filename, size: DATA.length, project_id, temporary: false });
const named = async (ctx: Ctx, sha256: string) => {
  const { items, total } = await listFiles(ctx, ListFiles.parse({ sha256 }));
  expect(total).toBe(items.length);
  return items.map(({ filename }) => filename);
};

it("files are found by their bytes, newest first, by a hash in any case", async () => {
  const ctx = await newCtx();
  await store(ctx, "a.ifc");
  await store(ctx, "b.ifc");
  expect(await named(ctx, SHA256.toUpperCase())).toEqual(["b.ifc", "a.ifc"]);
  expect(await named(ctx, "0".repeat(64))).toEqual([]);
});

it("an upload under way has only declared its bytes, and is not found", async () => {
  const ctx = await newCtx();
  await createUpload(ctx, CreateUpload.parse({ filename: "a.ifc", size: DATA.length, sha256: SHA256 }));
  expect(await named(ctx, SHA256)).toEqual([]);
});

it("nothing is learned of other organisations' files, nor of projects that are hidden from the caller", async () => {
  const ctx = await newCtx();
  const other = await newCtx();
  await store(other, "theirs.ifc");
  expect(await named(ctx, SHA256)).toEqual([]);
  const [project] = await withTenant(ctx.tenant.id, (tx) =>
    tx.insert(projects).values({ tenantId: ctx.tenant.id, name: "Secret" }).returning(),
  );
  if (!project) throw new Error("No project was made");
  await store(ctx, "secret.ifc", project.id);
  expect(await named(ctx, SHA256)).toEqual(["secret.ifc"]);
  expect(await named(makeCtx({ ...ctx, hiddenProjects: [project.id] }), SHA256)).toEqual([]);
});

it.each(["", "abc", `${SHA256}0`, "g".repeat(64)])("%j is no hash, and said to be none", (sha256) => {
  expect(() => ListFiles.parse({ sha256 })).toThrow("64 hexadecimal digits");
});
