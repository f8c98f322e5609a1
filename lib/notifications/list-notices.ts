import { and, desc, eq, inArray, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import { NOTICE_KINDS, notifications } from "#db/schema/notifications.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, hasRole, person } from "#lib/tenancy/context.ts";
import { ADMINS_ONLY, IN_APP_TOPICS, type InAppTopic, TOPIC_OF } from "./kinds.ts";
import { noticeWords } from "./notice-words.ts";

export const ListNotices = z.object({
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only those that are not read yet. */
  unread: z.enum(["true"]).optional(),
  topic: z.enum(IN_APP_TOPICS).optional(),
  /** Opaque, from `next`; better than a large skip. */
  cursor: z.string().max(200).optional(),
});

export const NoticeView = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  title: z.string(),
  detail: z.string().nullable(),
  /** Path of the page to look at; null: none. */
  href: z.string().nullable(),
  created_at: z.string(),
  read_at: z.string().nullable(),
});

/** How many are unread, counted no further than this. */
export const MOST_COUNTED = 100;
export const UnreadNotices = z.object({
  /** Unread ones, counted up to 100. */
  unread: z.number(),
});
export const Notices = z.object({
  items: z.array(NoticeView),
  total: z.number(),
  next: z.string().nullable(),
  ...UnreadNotices.shape,
});

/**
 * The caller's own notices at this organisation, newest first; those about what they may not see (any more) do not
 * exist. Names are as they are now. Throws `Forbidden` (`person_required`) for an API key.
 */
export async function listNotices(
  ctx: Ctx,
  input: z.output<typeof ListNotices>,
): Promise<z.input<typeof Notices>> {
  const after = input.cursor ? readCursor(input.cursor) : null;
  const { topic } = input;
  const kinds = topic && kindsOf(topic);
  const matching = and(
    mine(ctx),
    input.unread ? isNull(notifications.readAt) : undefined,
    kinds ? inArray(notifications.kind, kinds) : undefined,
  );
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .select({
        row: notifications,
        filename: files.filename,
        status: files.status,
        failure: files.failureMessage,
        invoiceNumber: invoices.number,
        name: users.name,
        email: users.email,
        estimate: costEstimates.name,
      })
      .from(notifications)
      .leftJoin(files, and(eq(files.tenantId, notifications.tenantId), eq(files.id, notifications.fileId)))
      .leftJoin(
        invoices,
        and(eq(invoices.tenantId, notifications.tenantId), eq(invoices.id, notifications.invoiceId)),
      )
      .leftJoin(users, eq(users.id, notifications.memberId))
      .leftJoin(
        costEstimates,
        and(
          eq(costEstimates.tenantId, notifications.tenantId),
          eq(costEstimates.id, notifications.estimateId),
        ),
      )
      .where(
        and(
          matching,
          after
            ? sql`(${notifications.createdAt}, ${notifications.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .offset(after ? 0 : input.skip)
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1)?.row;
    return {
      items: page.map(({ row, ...found }) => ({
        id: row.id,
        kind: row.kind,
        ...noticeWords(row.kind, row.data, {
          fileId: row.fileId,
          filename: found.filename,
          failure: found.status === "failed" ? found.failure : null,
          invoiceId: row.invoiceId,
          invoiceNumber: found.invoiceNumber,
          member: found.name || found.email,
          estimateId: row.estimateId,
          estimate: found.estimate,
          organisation: ctx.tenant.name,
        }),
        created_at: row.createdAt.toISOString(),
        read_at: row.readAt?.toISOString() ?? null,
      })),
      total: await tx.$count(notifications, matching),
      next: rows.length > input.limit && last ? nextPage(input, last) : null,
      unread: await countOf(tx, ctx),
    };
  });
}

/** How many notices the caller has not read, counted up to a hundred. Throws as `listNotices` does. */
export async function countUnread(ctx: Ctx): Promise<z.input<typeof UnreadNotices>> {
  person(ctx);
  return ctx.transaction(async (tx) => ({ unread: await countOf(tx, ctx) }));
}

/** The kinds of notices that are about it. */
export const kindsOf = (topic: InAppTopic) => NOTICE_KINDS.filter((kind) => TOPIC_OF[kind] === topic);

/**
 * Rows that are the caller's own, and about what their role may see: an admin's of invoices and exports are not there for
 * whoever is none any more. Row-level security sees to files and estimates of projects that are hidden from them.
 */
export function mine(ctx: Ctx): SQL | undefined {
  return and(
    eq(notifications.tenantId, ctx.tenant.id),
    eq(notifications.userId, person(ctx).userId),
    hasRole(ctx.principal.role, "admin") ? undefined : notInArray(notifications.kind, [...ADMINS_ONLY]),
  );
}

export async function countOf(tx: Transaction, ctx: Ctx): Promise<number> {
  const some = tx
    .select({ one: sql`1`.as("one") })
    .from(notifications)
    .where(and(mine(ctx), isNull(notifications.readAt)))
    .limit(MOST_COUNTED)
    .as("some");
  const [row] = await tx.select({ unread: sql<number>`count(*)::int` }).from(some);
  return row?.unread ?? 0;
}

function nextPage(input: z.output<typeof ListNotices>, last: { createdAt: Date; id: string }): string {
  const query = new URLSearchParams({ limit: String(input.limit), cursor: writeCursor(last) });
  if (input.unread) query.set("unread", input.unread);
  if (input.topic) query.set("topic", input.topic);
  return `/api/notifications?${query}`;
}
