import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships } from "#db/schema/auth.ts";
import { type NoticeData, type NoticeKind, notifications } from "#db/schema/notifications.ts";
import { tenants } from "#db/schema/tenants.ts";
import { textArray } from "#db/text-array.ts";
import { inAppChoice, TOPIC_OF } from "./kinds.ts";

export interface Notice {
  tenantId: string;
  kind: NoticeKind;
  /** Ids of people, of whom members are told; or whoever is admin now, but for one. */
  to: readonly string[] | { admins: true; except?: string };
  /** Names the cause: each person is told once of it. */
  cause: string;
  fileId?: string;
  invoiceId?: string;
  exportId?: string;
  estimateId?: string;
  memberId?: string;
  data?: NoticeData;
}

/**
 * Tells members in the product, in the transaction of the cause or of the job that follows it: each once, and none who has
 * muted it. Call it after what else the transaction locks of its things; then it only waits for whoever removes a member.
 */
export async function notify(tx: Transaction, notice: Notice): Promise<void> {
  const { tenantId, kind, to, cause, fileId, invoiceId, exportId, estimateId, memberId, data = {} } = notice;
  if ("length" in to && to.length === 0) return;
  const topic = TOPIC_OF[kind];
  const wanted = topic
    ? sql`coalesce((m.notifications ->> ${inAppChoice(topic)})::boolean, true)`
    : sql`true`;
  // As whoever changes members does: the organisation first, then its members.
  await tx.execute(sql`select from ${tenants} where id = ${tenantId} for key share`);
  await tx.execute(sql`
    insert into ${notifications} (tenant_id, user_id, kind, file_id, invoice_id, export_id, estimate_id, member_id, data, dedupe_key)
    select m.tenant_id, m.user_id, ${kind}, ${fileId ?? null}::uuid, ${invoiceId ?? null}::uuid,
      ${exportId ?? null}::uuid, ${estimateId ?? null}::uuid, ${memberId ?? null}::uuid, ${JSON.stringify(data)}::text::jsonb, ${cause}
    from ${memberships} m
    where m.tenant_id = ${tenantId} and ${recipients(to)} and ${wanted}
    order by m.user_id
    for key share of m
    on conflict do nothing`);
}

/** What names an event as the cause. Throws for one that came without its id. */
export function causeOf(eventId: string | undefined): string {
  if (!eventId) throw new Error("The event came without its id");
  return `event:${eventId}`;
}

function recipients(to: Notice["to"]) {
  if (!("admins" in to)) return sql`m.user_id = any(${textArray(to)}::text::uuid[])`;
  return sql`m.role = 'admin' and m.user_id is distinct from ${to.except ?? null}::uuid`;
}
