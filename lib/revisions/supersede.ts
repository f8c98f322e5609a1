import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { fileVersions } from "#db/schema/versions.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { type FileRow, fileNotFound } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";
import { seriesOf, versionRow } from "./series.ts";

/**
 * The file that is to be followed, held until the transaction ends: of two that would follow it, the second waits here
 * and then finds the first. Throws `NotFound` (`file_not_found`), `Conflict` (`file_not_uploaded`, `file_superseded`).
 */
export async function holdNewest(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  { hold = true }: { hold?: boolean } = {},
): Promise<FileRow> {
  const found = tx
    .select()
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)));
  const [file] = hold ? await found.for("update") : await found;
  if (!file) throw fileNotFound();
  if (file.status === "pending")
    throw new Conflict("file_not_uploaded", problemText("common.uploadFileComplete"));
  const version = await versionRow(tx, tenantId, fileId);
  const [newest] = version ? await seriesOf(tx, version) : [];
  if (newest && newest.file.id !== fileId)
    throw new Conflict(
      "file_superseded",
      problemText("revisions.alreadySuperseded", {
        filename: file.filename,
        newest: newest.file.filename,
        number: newest.number,
      }),
    );
  return file;
}

/** Files, held in the order of their ids, as whoever else holds several does. */
export async function holdFiles(tx: Transaction, tenantId: string, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), inArray(files.id, [...ids])))
    .orderBy(files.id)
    .for("update");
}

/**
 * Puts a file behind the newest version of a model, which `holdNewest` has held. Throws `Conflict`: `file_is_version`
 * where it is one of a model already, `versions_in_one_project` where the two stand in different ones.
 */
export async function supersede(
  ctx: Ctx,
  tx: Transaction,
  file: Pick<FileRow, "id" | "filename" | "projectId">,
  before: FileRow,
): Promise<void> {
  const tenantId = ctx.tenant.id;
  if (file.projectId !== before.projectId)
    throw new Conflict("versions_in_one_project", problemText("revisions.oneProject"));
  if (file.id === before.id || !(await isAlone(tx, tenantId, file.id)))
    throw new Conflict("file_is_version", problemText("revisions.isVersion", { filename: file.filename }));
  // What is left of versions that are gone.
  await tx
    .delete(fileVersions)
    .where(and(eq(fileVersions.tenantId, tenantId), eq(fileVersions.fileId, file.id)));
  const known = await versionRow(tx, tenantId, before.id);
  const { seriesId, number } = known ?? { seriesId: randomUUID(), number: 1 };
  const common = { tenantId, seriesId, createdBy: actor(ctx) };
  await tx
    .insert(fileVersions)
    .values([
      ...(known ? [] : [{ ...common, fileId: before.id, number }]),
      { ...common, fileId: file.id, number: number + 1 },
    ]);
  await audit(
    ctx,
    tx,
    "file.version_marked",
    { type: "file", id: file.id },
    { filename: file.filename },
    { before: { supersedes: null, version: null }, after: { supersedes: before.id, version: number + 1 } },
  );
}

async function isAlone(tx: Transaction, tenantId: string, fileId: string): Promise<boolean> {
  const version = await versionRow(tx, tenantId, fileId);
  return version === null || (await seriesOf(tx, version)).length === 1;
}
