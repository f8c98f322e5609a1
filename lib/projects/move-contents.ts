import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { liftProject } from "#lib/files/legal-hold.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { withVersions } from "#lib/revisions/series.ts";
import { revokeShares } from "#lib/sharing/revoke-shares.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { openProject } from "./find-project.ts";

const Ids = z.array(z.uuid()).max(500, issueText("projects.moveMost500")).default([]);

export const MoveContents = z
  .strictObject({
    /** Null: out of every project. */
    project_id: z.uuid().nullable(),
    file_ids: Ids,
    /** Estimates made by hand, and those whose file is gone: the others go with their file. */
    estimate_ids: Ids,
  })
  .refine(
    ({ file_ids, estimate_ids }) => file_ids.length + estimate_ids.length > 0,
    issueText("projects.whatMove"),
  );

export const Moved = z.object({ files: z.number(), estimates: z.number() });

/**
 * Moves files and estimates into a project, or out of any, all of them or none; a file's estimate goes with it, and
 * all other versions of its model. Links to
 * results that come into a restricted project end. Throws
 * `NotFound` when one of them, or the project, is not there for the caller, `Conflict`: `project_archived`,
 * `estimate_follows_file`, `legal_hold`.
 */
export async function moveContents(
  ctx: Ctx,
  input: z.output<typeof MoveContents>,
): Promise<z.input<typeof Moved>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    return moveIn(ctx, tx, input.project_id, {
      fileIds: [...new Set(input.file_ids)],
      estimateIds: [...new Set(input.estimate_ids)],
    });
  });
}

/** A file in a project on legal hold is held by it, so it cannot leave it. */
async function refuseHeldProjects(
  tx: Transaction,
  rows: readonly { projectId: string | null }[],
  to: string | null,
): Promise<void> {
  const left = [...new Set(rows.flatMap((row) => row.projectId ?? []))].filter((id) => id !== to);
  if (left.length === 0) return;
  const [held] = await tx
    .select({ name: projects.name })
    .from(projects)
    .where(and(inArray(projects.id, left.sort()), eq(projects.legalHold, true)))
    .limit(1);
  if (held)
    throw new Conflict(
      "legal_hold",
      problemText("projects.projectLegalHold", { name: held.name, liftProject: liftProject() }),
    );
}

/** Files are held first, then the project, as whoever prices a file does: so a run under way ends before or begins after. */
async function moveIn(
  ctx: Ctx,
  tx: Transaction,
  projectId: string | null,
  { fileIds: asked, estimateIds }: { fileIds: string[]; estimateIds: string[] },
): Promise<z.input<typeof Moved>> {
  const tenantId = ctx.tenant.id;
  const { fileIds, rows } = await holdWithVersions(tx, tenantId, asked);
  if (rows.length < fileIds.length)
    throw new NotFound("file_not_found", problemText("projects.theseFilesAny"));
  await refuseHeldProjects(tx, rows, projectId);
  const project = projectId ? await openProject(tx, projectId) : null;
  const estimates = await estimatesToMove(tx, tenantId, fileIds, estimateIds);
  if (rows.length > 0)
    await tx
      .update(files)
      .set({ projectId })
      .where(and(eq(files.tenantId, tenantId), inArray(files.id, fileIds)));
  if (estimates.length > 0)
    await tx
      .update(costEstimates)
      .set({ projectId })
      .where(
        and(
          eq(costEstimates.tenantId, tenantId),
          inArray(
            costEstimates.id,
            estimates.map(({ id }) => id),
          ),
        ),
      );
  const arrived = estimates.filter((row) => row.projectId !== projectId);
  if (project?.isRestricted && arrived.length > 0)
    await revokeShares(
      ctx,
      tx,
      inArray(
        costEstimates.id,
        arrived.map(({ id }) => id),
      ),
      "moved_into_restricted_project",
    );
  // Similar estimates are searched within projects.
  if (estimates.length > 0) await emit(tx, { name: "search/index.due", data: { tenant_id: tenantId } });
  const after = { project_id: projectId };
  for (const { id, filename, projectId: from } of rows)
    await audit(
      ctx,
      tx,
      "file.moved",
      { type: "file", id },
      { filename },
      { before: { project_id: from }, after },
    );
  for (const { id, name, projectId: from } of estimates.filter(({ ofFile }) => !ofFile))
    await audit(
      ctx,
      tx,
      "estimate.moved",
      { type: "estimate", id },
      { name },
      { before: { project_id: from }, after },
    );
  return { files: rows.length, estimates: estimates.length };
}

/** The versions of a model stay together: all of them move. One that was added while these were waited for is held as well. */
async function holdWithVersions(tx: Transaction, tenantId: string, asked: string[]) {
  for (let fileIds = await withVersions(tx, tenantId, asked); ; ) {
    const rows =
      fileIds.length === 0
        ? []
        : await tx
            .select({ id: files.id, filename: files.filename, projectId: files.projectId })
            .from(files)
            .where(and(eq(files.tenantId, tenantId), inArray(files.id, fileIds)))
            .orderBy(files.id)
            .for("update");
    const now = await withVersions(tx, tenantId, asked);
    if (now.every((id) => fileIds.includes(id)))
      return { fileIds: now, rows: rows.filter(({ id }) => now.includes(id)) };
    fileIds = now;
  }
}

async function estimatesToMove(tx: Transaction, tenantId: string, fileIds: string[], ids: string[]) {
  const columns = {
    id: costEstimates.id,
    name: costEstimates.name,
    projectId: costEstimates.projectId,
    fileId: costEstimates.fileId,
  };
  const byHand =
    ids.length === 0
      ? []
      : await tx
          .select({
            ...columns,
            fileExists: sql<boolean>`exists (select from ${files} where ${files.tenantId} = ${costEstimates.tenantId} and ${files.id} = ${costEstimates.fileId})`,
          })
          .from(costEstimates)
          .where(and(eq(costEstimates.tenantId, tenantId), inArray(costEstimates.id, ids)));
  if (byHand.length < ids.length)
    throw new NotFound("estimate_not_found", problemText("projects.theseEstimatesAny"));
  const bound = byHand.find(({ fileId, fileExists }) => fileExists && !fileIds.includes(fileId ?? ""));
  if (bound)
    throw new Conflict(
      "estimate_follows_file",
      problemText("projects.estimateStandsWhere", { name: bound.name }),
    );
  const ofFiles =
    fileIds.length === 0
      ? []
      : await tx
          .select(columns)
          .from(costEstimates)
          .where(
            and(
              eq(costEstimates.tenantId, tenantId),
              isNotNull(costEstimates.fileId),
              inArray(costEstimates.fileId, fileIds),
            ),
          );
  const followers = new Set(ofFiles.map(({ id }) => id));
  return [
    ...ofFiles.map((row) => ({ ...row, ofFile: true })),
    ...byHand.filter(({ id }) => !followers.has(id)).map((row) => ({ ...row, ofFile: false })),
  ];
}
