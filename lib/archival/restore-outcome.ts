import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import type { EventData } from "#inngest/events.ts";
import { after } from "./restore-schedule.ts";
import type { RestoreRow } from "./restore-views.ts";
import { REMINDED_TOGETHER_MS } from "./with-restore.ts";

type RestoreEvent =
  | "file/restored"
  | "file/restore.expiring"
  | "file/restore.failed"
  | "file/restores.settled";
export type AboutRestore = EventData<"file/restored">;

export interface Outcome {
  kind: RestoreOutcome;
  row: RestoreRow;
  filename: string;
  tenant: typeof tenants.$inferSelect;
  batch: Batch | null;
  /** Who asked, as long as they are a member and see the file; null where they are not; a key is nobody in particular. */
  asker: Asker | null | "nobody in particular";
}

/**
 * What people are told by an event of a restore, in a system transaction. Null where they are not: of files that were asked
 * for together they are told once, when the last of them got there, and reminded once; and of none that was readable at
 * once, since the answer said so.
 */
export async function readOutcome(
  tx: Transaction,
  event: string,
  { tenant_id: tenantId, restore_id }: AboutRestore,
): Promise<Outcome | null> {
  const [found] = await tx
    .select({ row: fileRestores, filename: files.filename, projectId: files.projectId, tenant: tenants })
    .from(fileRestores)
    .innerJoin(files, and(eq(files.tenantId, fileRestores.tenantId), eq(files.id, fileRestores.fileId)))
    .innerJoin(tenants, eq(tenants.id, fileRestores.tenantId))
    .where(and(eq(fileRestores.tenantId, tenantId), eq(fileRestores.id, restore_id)));
  if (!found) return null;
  const { row, projectId, ...rest } = found;
  const batch = row.batchId === null ? null : await batchOf(tx, row, row.batchId);
  const kind = kindOf(event, row);
  if (event !== "file/restores.settled" && !isTold(kind, row, batch)) return null;
  return { kind, row, ...rest, batch, asker: await askerOf(tx, row, projectId) };
}

export type RestoreOutcome = "ready" | "expiring" | "failed";

function kindOf(event: string, { status }: RestoreRow): RestoreOutcome {
  const kinds: Record<RestoreEvent, RestoreOutcome> = {
    "file/restored": "ready",
    "file/restore.expiring": "expiring",
    "file/restore.failed": "failed",
    "file/restores.settled": status === "failed" ? "failed" : "ready",
  };
  const [, kind] = Object.entries(kinds).find(([name]) => name === event) ?? [];
  if (!kind) throw new Error(`${event} is no event of a restore`);
  return kind;
}

export interface Batch {
  /** Files in all, readable or hot again, failed. */
  files: number;
  ready: number;
  failed: number;
  /** The one of those reminded together that speaks for them: the first. */
  spokesman: boolean;
}

async function batchOf(tx: Transaction, row: RestoreRow, batchId: string): Promise<Batch> {
  const [sums] = await tx
    .select({
      files: count(),
      ready: sql<number>`(count(*) filter (where ${fileRestores.status} in ('ready', 'superseded')))::int`,
      failed: sql<number>`(count(*) filter (where ${fileRestores.status} = 'failed'))::int`,
      firstReminded:
        sql<Date | null>`min(${fileRestores.remindedAt}) filter (where ${fileRestores.remindedAt} > ${remindedWith(row)}::timestamptz)`.mapWith(
          fileRestores.remindedAt,
        ),
    })
    .from(fileRestores)
    .where(and(eq(fileRestores.tenantId, row.tenantId), eq(fileRestores.batchId, batchId)));
  if (!sums) throw new Error("A count gave nothing");
  const { firstReminded, ...counts } = sums;
  return { ...counts, spokesman: firstReminded?.getTime() === row.remindedAt?.getTime() };
}

const remindedWith = ({ remindedAt }: RestoreRow) =>
  after(remindedAt ?? new Date(), -REMINDED_TOGETHER_MS).toISOString();

function isTold(kind: RestoreOutcome, row: RestoreRow, batch: Batch | null): boolean {
  if (kind === "expiring") return batch?.spokesman ?? true;
  const atOnce =
    kind === "ready" && row.permanent === "no" && row.readyAt?.getTime() === row.requestedAt.getTime();
  return row.notifiedAt !== null && !atOnce;
}

interface Asker {
  userId: string;
  email: string;
  choices: Record<string, boolean>;
}

async function askerOf(
  tx: Transaction,
  { tenantId, requestedBy }: RestoreRow,
  projectId: string | null,
): Promise<Outcome["asker"]> {
  const [, userId] = /^user:(.+)$/.exec(requestedBy) ?? [];
  if (!userId) return "nobody in particular";
  const [member] = await tx
    .select({
      userId: users.id,
      email: users.email,
      choices: memberships.notifications,
      sees: sql<boolean>`${memberships.role} = 'admin' or not exists (
        select from projects p where p.tenant_id = ${tenantId} and p.id = ${projectId}::uuid and p.is_restricted
          and not exists (select from project_members m
            where m.tenant_id = p.tenant_id and m.project_id = p.id and m.user_id = ${memberships.userId}))`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  return member?.sees ? member : null;
}
