import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { archivalItems, archivalTenantRuns } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { actor, type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import { classOf } from "./class-of.ts";
import { finishPart } from "./finish-run.ts";
import { readRun } from "./read-run.ts";
import { type ArchivalRules, rulesOf } from "./rules.ts";
import type { RunDetail } from "./views.ts";

export const ArchiveByHand = z.strictObject({
  file_ids: z
    .array(z.uuid())
    .min(1, issueText("archival.leastFile"))
    .max(500, issueText("archival.archiveMost500"))
    .transform((ids) => [...new Set(ids)]),
  /** What they are stored as; else what the rule of each file's class says. */
  storage_class: z.enum(["STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"]).optional(),
});

/**
 * Archives chosen files now, whatever their age and also where they are kept hot; never those on legal hold. What cannot
 * be moved stands in the run with its reason. Throws `NotFound` (`file_not_found`) where one of them is not there.
 */
export async function archiveByHand(
  ctx: Ctx,
  { file_ids: ids, storage_class: storageClass }: z.output<typeof ArchiveByHand>,
): Promise<z.input<typeof RunDetail>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  const runId = randomUUID();
  return ctx.transaction(async (tx) => {
    const chosen = await find(tx, tenantId, ids);
    if (chosen.length < ids.length)
      throw new NotFound("file_not_found", problemText("archival.theseFilesAny"));
    await tx.insert(archivalTenantRuns).values({
      tenantId,
      runId,
      trigger: "member",
      asOf: new Date(),
      requestedBy: actor(ctx),
    });
    const [settings] = await tx
      .select({ own: tenantSettings.archivalRules })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenantId));
    const rules = rulesOf(settings?.own ?? {});
    const items = chosen.map((file) => itemOf(file, rules, { tenantId, runId, storageClass }));
    await tx.insert(archivalItems).values(items);
    await audit(
      ctx,
      tx,
      "archival.run_started",
      { type: "archival_run", id: runId },
      { files: ids.length, storage_class: storageClass ?? null },
    );
    if (items.some(({ status }) => status === "queued"))
      await emit(tx, { name: "archival/run.requested", data: { tenant_id: tenantId, run_id: runId } });
    else await finishPart(joined(ctx, tx), runId);
    return readRun(joined(ctx, tx), runId);
  });
}

interface Chosen {
  file: FileRow;
  onHold: boolean;
}

function find(tx: Transaction, tenantId: string, ids: string[]): Promise<Chosen[]> {
  return tx
    .select({
      file: files,
      onHold: sql<boolean>`${files.legalHold} or coalesce(${projects.legalHold}, false)`,
    })
    .from(files)
    .leftJoin(projects, and(eq(projects.tenantId, files.tenantId), eq(projects.id, files.projectId)))
    .where(and(eq(files.tenantId, tenantId), inArray(files.id, ids)));
}

function itemOf(
  { file, onHold }: Chosen,
  rules: ArchivalRules,
  run: {
    tenantId: string;
    runId: string;
    storageClass: z.output<typeof ArchiveByHand>["storage_class"];
  },
): typeof archivalItems.$inferInsert {
  const name = classOf(file);
  const item = {
    tenantId: run.tenantId,
    runId: run.runId,
    subjectId: file.id,
    class: name,
    storageClass: run.storageClass ?? rules[name].storageClass,
    bytes: file.size,
  } as const;
  const reason = reasonAgainst(file, onHold);
  return reason
    ? { ...item, status: "skipped", reasonCode: reason.code, reason: reason.sentence }
    : { ...item, status: "queued" };
}

function reasonAgainst(file: FileRow, onHold: boolean): { code: string; sentence: string } | null {
  if (onHold) return { code: "legal_hold", sentence: keptText("archive_held") };
  if (file.status === "pending")
    return { code: "file_not_uploaded", sentence: keptText("archive_incomplete") };
  if (file.status === "processing") return { code: "processing", sentence: keptText("archive_processing") };
  if (file.storageTier !== "hot") return { code: "already_archived", sentence: keptText("archive_there") };
  return null;
}
