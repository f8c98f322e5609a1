import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { fileBills } from "#db/schema/bills.ts";
import { type FileFormat, files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { runThrough } from "#lib/processing/drawing/testing/drawn-file.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** A stored file that waits for its processing. */
export async function storedFile(ctx: Ctx, bytes: Buffer, format: FileFormat): Promise<string> {
  const fileId = await newFile(ctx.tenant.id, format, bytes.length);
  const key = fileKey(ctx.tenant.id, fileId, nameOf(fileId, format));
  await objectStores().files.putStream(key, Readable.from([bytes]), {
    contentType: "application/octet-stream",
  });
  return fileId;
}

/** The same, through the whole pipeline. */
export async function processed(ctx: Ctx, bytes: Buffer, format: FileFormat): Promise<RunRef> {
  const fileId = await storedFile(ctx, bytes, format);
  const run = { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
  await runThrough(ctx, run);
  return run;
}

/** A bill whose one sheet has this name, as a take-off would have left it; without bytes. */
export async function billWithSheet(tenantId: string, name: string): Promise<string> {
  const fileId = await newFile(tenantId, "xlsx", 10);
  await withSystem((tx) =>
    tx.insert(fileBills).values({
      tenantId,
      fileId,
      runId: randomUUID(),
      sheets: [
        {
          name,
          place: null,
          hidden: false,
          problem: null,
          headingRow: 1,
          columns: ["Description", "Qty", "Unit"].map((heading, at) => ({
            letter: "ABC"[at] ?? "",
            heading,
            samples: [],
          })),
          applied: {
            mapping: { roles: ["description", "quantity", "unit"], decimal: null },
            confirmed: false,
          },
          filled: 0,
          read: 0,
          sections: 0,
          unread: 0,
          rows: [],
          unreadRows: [],
        },
      ],
    }),
  );
  return fileId;
}

const nameOf = (fileId: string, format: string) => `bill-${fileId.slice(0, 8)}.${format}`;

async function newFile(tenantId: string, format: FileFormat, size: number): Promise<string> {
  const fileId = randomUUID();
  const filename = nameOf(fileId, format);
  await withSystem(async (tx) => {
    await tx.update(tenants).set({ storageUsed: size }).where(eq(tenants.id, tenantId));
    await tx.insert(files).values({
      id: fileId,
      tenantId,
      filename,
      format,
      size,
      status: "uploaded",
      storageKey: fileKey(tenantId, fileId, filename),
    });
  });
  return fileId;
}
