import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import type { Mail } from "#lib/email/mail.ts";
import { wants } from "#lib/notifications/kinds.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { after } from "./restore-schedule.ts";
import type { RestoreRow } from "./restore-views.ts";
import { REMINDED_TOGETHER_MS } from "./with-restore.ts";

type RestoreEvent =
  | "file/restored"
  | "file/restore.expiring"
  | "file/restore.failed"
  | "file/restores.settled";
type About = EventData<"file/restored">;

/**
 * The mails about a restore: to who asked for it, as long as they are a member and see the file; to the admins where a
 * key asked. Of files that were asked for together there is one mail, once the last of them got there, and one reminder.
 * None where it was readable at once: the answer said so.
 */
export async function restoreMails(
  event: string,
  { tenant_id: tenantId, restore_id }: About,
): Promise<Mail[]> {
  return withSystem(async (tx) => {
    const [found] = await tx
      .select({ row: fileRestores, filename: files.filename, projectId: files.projectId, tenant: tenants })
      .from(fileRestores)
      .innerJoin(files, and(eq(files.tenantId, fileRestores.tenantId), eq(files.id, fileRestores.fileId)))
      .innerJoin(tenants, eq(tenants.id, fileRestores.tenantId))
      .where(and(eq(fileRestores.tenantId, tenantId), eq(fileRestores.id, restore_id)));
    if (!found) return [];
    const { row, filename, projectId, tenant } = found;
    const batch = row.batchId === null ? null : await batchOf(tx, row, row.batchId);
    const kind = kindOf(event, row);
    if (event !== "file/restores.settled" && !isTold(kind, row, batch)) return [];
    const told: Told = {
      tenantId,
      name: tenant.name,
      origin: originOf(tenant.slug),
      filename,
      fileId: row.fileId,
      isHot: row.status === "superseded",
      expiresAt: row.expiresAt,
      failure: row.failure,
      batch,
    };
    const asker = await askerOf(tx, row, projectId);
    if (asker !== "nobody in particular")
      return asker ? [{ to: asker, ...restoreWords(kind, told, "asked") }] : [];
    const admins = await adminsFor(tx, tenantId, "archive");
    return admins.map((to) => ({ to, ...restoreWords(kind, told, "notice") }));
  });
}

type Kind = "ready" | "expiring" | "failed";

function kindOf(event: string, { status }: RestoreRow): Kind {
  const kinds: Record<RestoreEvent, Kind> = {
    "file/restored": "ready",
    "file/restore.expiring": "expiring",
    "file/restore.failed": "failed",
    "file/restores.settled": status === "failed" ? "failed" : "ready",
  };
  const [, kind] = Object.entries(kinds).find(([name]) => name === event) ?? [];
  if (!kind) throw new Error(`${event} is no event of a restore`);
  return kind;
}

interface Batch {
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

function isTold(kind: Kind, row: RestoreRow, batch: Batch | null): boolean {
  if (kind === "expiring") return batch?.spokesman ?? true;
  const atOnce =
    kind === "ready" && row.permanent === "no" && row.readyAt?.getTime() === row.requestedAt.getTime();
  return row.notifiedAt !== null && !atOnce;
}

/** Address of who asked; null where they are not to be told (any more); a key is nobody in particular. */
async function askerOf(
  tx: Transaction,
  { tenantId, requestedBy }: RestoreRow,
  projectId: string | null,
): Promise<string | null | "nobody in particular"> {
  const [, userId] = /^user:(.+)$/.exec(requestedBy) ?? [];
  if (!userId) return "nobody in particular";
  const [member] = await tx
    .select({
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
  return member?.sees && wants(member.choices, "archive") ? member.email : null;
}

export interface Told {
  tenantId: string;
  name: string;
  origin: string;
  filename: string;
  fileId: string;
  isHot: boolean;
  expiresAt: Date | null;
  failure: string | null;
  batch: Pick<Batch, "files" | "ready" | "failed"> | null;
}

export function restoreWords(kind: Kind, told: Told, reason: "asked" | "notice"): Omit<Mail, "to"> {
  const { batch, filename, isHot, origin } = told;
  const until = told.expiresAt ? ` until ${minute(told.expiresAt)}` : "";
  const many = batch && batch.files > 1 ? batch : null;
  const frame = {
    tenantId: told.tenantId,
    reason,
    action: many
      ? { label: "Look at the files", url: `${origin}/files` }
      : { label: "Open the file", url: `${origin}/files/${told.fileId}` },
  };
  if (kind === "expiring")
    return {
      ...frame,
      subject: many
        ? "Restored files go back to the archive soon"
        : `${filename} goes back to the archive soon`,
      paragraphs: [
        `${many ? "Files that were restored together are" : `${filename} is`} readable${until}. After that ${many ? "they have" : "it has"} to be restored again.`,
        "Restore again to get more days, or restore permanently to keep what you need at hand.",
      ],
    };
  if (many)
    return {
      ...frame,
      subject: `${many.ready} of ${many.files} files are restored`,
      paragraphs: [
        isHot
          ? `${many.ready} files of ${told.name} are back in hot storage.`
          : `${many.ready} files of ${told.name} can be downloaded and processed again${until}.`,
        ...(many.failed > 0
          ? [
              `${many.failed} could not be restored. They are archived as before; the list of restores says why.`,
            ]
          : []),
      ],
    };
  if (kind === "failed")
    return {
      ...frame,
      subject: `${filename} could not be restored`,
      paragraphs: [told.failure ?? "", "Nothing of it is lost by this. You can restore it again."],
    };
  return {
    ...frame,
    subject: `${filename} is restored`,
    paragraphs: [
      isHot
        ? `${filename} is back in hot storage, and stays there.`
        : `${filename} can be downloaded and processed again${until}. After that it goes back to the archive.`,
    ],
  };
}

const minute = (time: Date) => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
