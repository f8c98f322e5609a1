import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileRestores, RESTORE_TIERS } from "#db/schema/archival.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { auditRow } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { reserveStorage } from "#lib/files/quota.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit, emitAll } from "#lib/jobs/outbox.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";
import { after, COPY_MS, DAY, nextAttention, SLACK_MS, wantedUntil } from "./restore-schedule.ts";
import { needsRestore, secondsOrRefusal } from "./restore-terms.ts";
import { OPEN, type RestoreRow } from "./restore-views.ts";
import { isPending, setRestore } from "./with-restore.ts";

export const RestoreAsk = z.strictObject({
  restore_days: z.number().int().min(1).max(365).default(7),
  tier: z.enum(RESTORE_TIERS).default("standard"),
  /** Back to hot storage for good, once the file is readable. Its bytes must fit under the storage quota. */
  permanent: z.boolean().default(false),
});
export type RestoreAsk = z.output<typeof RestoreAsk>;

/** Throws 404 `file_not_archived` for a file that is in hot storage. */
export function mustBeArchived(file: Pick<FileRow, "storageTier">): void {
  if (!isArchived(file))
    throw new NotFound("file_not_archived", problemText("archival.fileArchivedDownloaded"));
}

export const isArchived = ({ storageTier }: Pick<FileRow, "storageTier">) =>
  storageTier !== "hot" && storageTier !== "archiving";

/**
 * Asks for archived files, whose rows the caller holds locked (in the order of their ids), and answers their restores in
 * the same order. A file that is being restored, or restored, keeps its restore: asked for more days or for good it gets
 * them. What is permanent is promised its bytes here. All or nothing; throws `Conflict` (`legal_hold`), `Invalid`
 * (`restore_tier_unavailable`), `QuotaExceeded` (`storage_quota_exceeded`).
 */
export async function requestRestores(
  ctx: Ctx,
  tx: Transaction,
  archived: readonly FileRow[],
  ask: RestoreAsk,
  { batchId = null, now = new Date() }: { batchId?: string | null; now?: Date } = {},
): Promise<RestoreRow[]> {
  const open = new Map((await openRestores(tx, archived)).map((row) => [row.fileId, row]));
  const changes = archived.flatMap((file) => {
    const row = open.get(file.id);
    const change = row && changeOf(row, file, ask, now);
    return row && change ? [{ file, row, change }] : [];
  });
  const fresh = archived.filter(({ id }) => !open.has(id));
  if (ask.permanent) {
    const moved = [...fresh, ...changes.filter(({ change }) => change.permanent).map(({ file }) => file)];
    await refuseHeld(tx, moved);
    const bytes = moved.reduce((sum, { size }) => sum + size, 0);
    if (bytes > 0) await reserveStorage(tx, ctx.tenant.id, bytes);
  }
  const settled = new Map(open);
  for (const row of await addRestores(ctx, tx, fresh, ask, { batchId, now })) settled.set(row.fileId, row);
  for (const row of await changeRestores(ctx, tx, changes)) settled.set(row.fileId, row);
  return archived.flatMap(({ id }) => settled.get(id) ?? []);
}

/** Of these files, the restores that are not over. */
export function openRestores(tx: Transaction, of: readonly FileRow[]): Promise<RestoreRow[]> {
  if (of.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(fileRestores)
    .where(
      and(
        inArray(
          fileRestores.fileId,
          of.map(({ id }) => id),
        ),
        inArray(fileRestores.status, [...OPEN]),
      ),
    );
}

type Change = Partial<Pick<RestoreRow, "days" | "permanent" | "expiresAt" | "remindedAt">> & {
  nextCheckAt: Date;
};

/** What a further request changes about a restore; null when it asks for nothing more. */
function changeOf(row: RestoreRow, file: FileRow, ask: RestoreAsk, now: Date): Change | null {
  const days = daysAfter(row, ask, now);
  const change: Change = { nextCheckAt: ask.permanent && row.status === "ready" ? after(now, COPY_MS) : now };
  if (days > row.days) {
    Object.assign(change, { days, remindedAt: null });
    if (row.readyAt && !needsRestore(file.storageClass)) change.expiresAt = wantedUntil(row.readyAt, days);
  }
  if (ask.permanent && row.permanent === "no") change.permanent = "wanted";
  return change.days || change.permanent ? change : null;
}

/** Days count from the moment the file was readable; those that are asked for later, from now. */
function daysAfter(row: RestoreRow, ask: RestoreAsk, now: Date): number {
  if (row.status !== "ready" || !row.readyAt || !row.expiresAt) return Math.max(row.days, ask.restore_days);
  const asked = after(now, ask.restore_days * DAY - SLACK_MS);
  if (asked <= row.expiresAt || asked <= wantedUntil(row.readyAt, row.days)) return row.days;
  return Math.ceil((asked.getTime() - row.readyAt.getTime()) / DAY);
}

async function changeRestores(
  ctx: Ctx,
  tx: Transaction,
  changes: readonly { row: RestoreRow; change: Change }[],
): Promise<RestoreRow[]> {
  if (changes.length === 0) return [];
  const told = ({ days, permanent }: RestoreRow) => ({ restore_days: days, permanent: permanent !== "no" });
  const changed: RestoreRow[] = [];
  const entries: ReturnType<typeof auditRow>[] = [];
  for (const { row, change } of changes) {
    const after = await setRestore(tx, row, change);
    changed.push(after);
    const states = { before: told(row), after: told(after) };
    entries.push(auditRow(who(ctx), "file.restore_extended", target(row), { restore_id: row.id }, states));
  }
  await tx.insert(auditLogs).values(entries);
  await emitAll(tx, changed.filter(({ status }) => status === "ready").map(requestOf));
  return changed;
}

async function addRestores(
  ctx: Ctx,
  tx: Transaction,
  fresh: readonly FileRow[],
  ask: RestoreAsk,
  { batchId, now }: { batchId: string | null; now: Date },
): Promise<RestoreRow[]> {
  if (fresh.length === 0) return [];
  const values = fresh.map((file) => newRestore(ctx, file, ask, { batchId, now }));
  // Those of a batch are told of together, by the last that gets there.
  const last = values.at(-1);
  if (batchId && last && values.every((value) => !isPending(value)))
    for (const row of values) row.notifiedAt = row === last ? now : null;
  else if (batchId) for (const row of values) row.notifiedAt = null;
  const rows = await tx.insert(fileRestores).values(values).returning();
  for (const [tier, some] of [
    ["restoring", rows.filter(({ status }) => status === "requested")],
    ["restored", rows.filter(({ status }) => status === "ready")],
  ] as const)
    if (some.length > 0)
      await tx
        .update(files)
        .set({ storageTier: tier })
        .where(
          inArray(
            files.id,
            some.map(({ fileId }) => fileId),
          ),
        );
  const entries = rows.flatMap((row) => {
    const { tier, days, permanent, status } = row;
    const asked = { restore_id: row.id, tier, restore_days: days, permanent: permanent !== "no" };
    return [
      auditRow(who(ctx), "file.restore_requested", target(row), asked),
      ...(status === "ready"
        ? [auditRow(who(ctx), "file.restored", target(row), { restore_id: row.id })]
        : []),
    ];
  });
  await tx.insert(auditLogs).values(entries);
  await emitAll(
    tx,
    rows.map((row) => (isPending(row) ? requestOf(row) : restoredOf(row))),
  );
  return rows;
}

function newRestore(
  ctx: Ctx,
  file: FileRow,
  ask: RestoreAsk,
  { batchId, now }: { batchId: string | null; now: Date },
): typeof fileRestores.$inferInsert {
  const estimatedReady = after(now, secondsOrRefusal(file.storageClass, ask.tier) * 1000);
  const common = {
    tenantId: ctx.tenant.id,
    fileId: file.id,
    batchId,
    tier: ask.tier,
    days: ask.restore_days,
    permanent: ask.permanent ? ("wanted" as const) : ("no" as const),
    bytes: file.size,
    requestedBy: actor(ctx),
    requestedAt: now,
    estimatedReady,
    nextCheckAt: now,
  };
  if (needsRestore(file.storageClass)) return { ...common, status: "requested" };
  const readable = { readyAt: now, expiresAt: wantedUntil(now, ask.restore_days), remindedAt: null };
  return {
    ...common,
    ...readable,
    status: "ready",
    notifiedAt: ask.permanent ? null : now,
    nextCheckAt: ask.permanent ? after(now, COPY_MS) : nextAttention(readable),
  };
}

async function refuseHeld(tx: Transaction, moved: readonly FileRow[]): Promise<void> {
  const ids = [...new Set(moved.flatMap(({ projectId }) => projectId ?? []))];
  const held =
    ids.length > 0
      ? await tx
          .select({ name: projects.name })
          .from(projects)
          .where(and(inArray(projects.id, ids), eq(projects.legalHold, true)))
          .limit(1)
      : [];
  const file = moved.find(({ legalHold }) => legalHold);
  if (!file && !held[0]) return;
  throw new Conflict(
    "legal_hold",
    problemText("archival.heldRestore", {
      kind: file ? "file" : "project",
      name: file?.filename ?? held[0]?.name ?? "",
    }),
  );
}

/** Says in the caller's transaction that a restore has something to be done with the store. */
export async function announceRequest(tx: Transaction, row: RestoreRow): Promise<void> {
  await emit(tx, requestOf(row));
}

const requestOf = (row: RestoreRow) => ({
  name: "file/restore.requested" as const,
  data: { tenant_id: row.tenantId, restore_id: row.id },
});

const restoredOf = (row: RestoreRow) => ({
  name: "file/restored" as const,
  data: { tenant_id: row.tenantId, file_id: row.fileId, restore_id: row.id },
});

const target = ({ fileId }: RestoreRow) => ({ type: "file", id: fileId });

const who = (ctx: Ctx) => ({
  tenantId: ctx.tenant.id,
  actor: actor(ctx),
  ip: ctx.ip,
  userAgent: ctx.userAgent,
  traceId: ctx.traceId,
});
