import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { fileAnalyses, fileModels, files } from "#db/schema/files.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { anchorChain } from "#lib/audit/anchors.ts";
import { auditAs } from "#lib/audit/record.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey, fileKey, logoKey, modelKey } from "#lib/storage/keys.ts";
import type { BucketName, StorageClass } from "#lib/storage/store.ts";
import type { Installation } from "../installation.ts";

export interface Filled extends Fixture {
  objects: { bucket: BucketName; key: string; content: Buffer }[];
}

export const MIB = 2 ** 20;

/** An organisation with people, keys, an audit log with its anchor, and objects of each kind: large, empty, archived, drawn, a logo. */
export async function fillTenant(stores: Installation["stores"]): Promise<Filled> {
  const fixture = await makeFixture();
  const objects: Filled["objects"] = [];
  const put = async (
    bucket: BucketName,
    key: string,
    content: Buffer,
    storageClass: StorageClass = "STANDARD",
  ) => {
    await stores[bucket].putStream(key, Readable.from(content.length > 0 ? [content] : []), {
      contentType: "application/x-step",
      metadata: { owner: fixture.id },
      storageClass,
    });
    objects.push({ bucket, key, content });
  };
  // The fixture's own file has a row alone.
  await withSystem((tx) => tx.delete(files).where(eq(files.tenantId, fixture.id)));
  const contents: [Buffer, StorageClass | null][] = [
    [randomBytes(9 * MIB + 17), null],
    [Buffer.alloc(0), null],
    [randomBytes(70_000), "GLACIER"],
    [randomBytes(500), "STANDARD_IA"],
  ];
  for (const [content, archived] of contents) {
    const id = randomUUID();
    const filename = `Wände ${fixture.marker} ${id.slice(0, 8)}.ifc`;
    const [hot, cold] = [fileKey(fixture.id, id, filename), archiveKey(fixture.id, id, filename)];
    await put(archived ? "archive" : "files", archived ? cold : hot, content, archived ?? "STANDARD");
    await addFile(fixture.id, {
      id,
      filename,
      content,
      archiveKey: archived ? cold : null,
      storageClass: archived,
    });
    if (archived) continue;
    const attemptId = randomUUID();
    const part = randomBytes(1000);
    await put("files", modelKey(fixture.id, id, attemptId, 1), part);
    await addModel(fixture.id, id, attemptId, part);
  }
  const logo = randomBytes(3000);
  const key = logoKey(fixture.id, randomUUID(), createHash("sha256").update(logo).digest("hex"));
  await put("files", key, logo);
  await withSystem((tx) =>
    tx
      .update(tenantSettings)
      .set({ customBranding: { logoKey: key } })
      .where(eq(tenantSettings.tenantId, fixture.id)),
  );
  for (let n = 0; n < 5; n++)
    await withSystem((tx) =>
      auditAs(
        tx,
        { tenantId: fixture.id, actor: "system" },
        "file.renamed",
        { type: "file", id: randomUUID() },
        {
          name: `Tab\tand\nline \\ "quotes" ${n}`,
        },
      ),
    );
  // Its object goes to the configured store.
  if (stores === objectStores()) await anchorChain(fixture.id, "2026-11-28");
  return { ...fixture, objects };
}

export async function addFile(
  tenantId: string,
  file: {
    id: string;
    filename: string;
    content: Buffer;
    archiveKey?: string | null;
    storageClass?: StorageClass | null;
  },
): Promise<void> {
  await withSystem((tx) =>
    tx.insert(files).values({
      id: file.id,
      tenantId,
      filename: file.filename,
      format: "ifc",
      size: file.content.length,
      sha256: createHash("sha256").update(file.content).digest("hex"),
      status: "completed",
      storageTier: file.storageClass ? "archived" : "hot",
      storageKey: fileKey(tenantId, file.id, file.filename),
      archiveKey: file.archiveKey ?? null,
      ...(file.storageClass === "GLACIER" || file.storageClass === "STANDARD_IA"
        ? { storageClass: file.storageClass }
        : {}),
    }),
  );
}

/** What is drawn of a file, of one part. */
async function addModel(tenantId: string, fileId: string, attemptId: string, part: Buffer): Promise<void> {
  const run = { tenantId, fileId, runId: randomUUID() };
  const none = { grossM2: null, grossSource: "none", netM2: null, netSource: "none" } as const;
  const sha256 = createHash("sha256").update(part).digest("hex");
  await withSystem(async (tx) => {
    await tx.insert(fileAnalyses).values({
      ...run,
      schema: "IFC4",
      elementCount: 0,
      byClass: {},
      storeys: [],
      floorAreas: { ...none, byStorey: [] },
      warnings: [],
    });
    await tx.insert(fileModels).values({
      ...run,
      attemptId,
      parts: [{ number: 1, bytes: part.length, sha256, triangles: 1, elements: 1 }],
      origin: [0, 0, 0],
      bounds: { min: [0, 0, 0], max: [1, 1, 1] },
      triangles: 1,
      elements: 1,
    });
  });
}
