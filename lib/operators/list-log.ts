import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { utc } from "#lib/operators/sql.ts";

export const ListOperatorLog = z.object({
  /** `operator` (programs and commands), or `operator:<id>`. */
  actor: z
    .string()
    .regex(/^operator(:[0-9a-f-]{36})?$/, "Name an operator from the list.")
    .optional(),
  /** `coupon.created`, or the beginning of several: `coupon`. */
  action: z
    .string()
    .trim()
    .max(100)
    .regex(
      /^[a-z0-9_]+(\.[a-z0-9_]*)?$/,
      'Name an action such as "coupon.created", or its beginning, "coupon".',
    )
    .optional(),
  /** Address of an organisation, as it is now. */
  tenant: z.string().trim().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const OperatorLogEntry = z.object({
  id: z.string(),
  at: z.string(),
  /** `name` is null for a program or a command. */
  actor: z.object({ id: z.string(), name: z.string().nullable() }),
  action: z.string(),
  /** `slug` is null for an organisation that is gone. */
  tenant: z.object({ id: z.string(), slug: z.string().nullable() }).nullable(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
  trace_id: z.string().nullable(),
});
export const OperatorLogList = z.object({
  items: z.array(OperatorLogEntry),
  total: z.number(),
  next: z.string().nullable(),
});

interface Row extends Record<string, unknown> {
  id: string;
  at: string;
  actor: string;
  actor_name: string | null;
  action: string;
  about_tenant: string | null;
  slug: string | null;
  detail: Record<string, unknown>;
  ip: string | null;
  trace_id: string | null;
}

/** What operators did, newest first. Each filter that is given must hold. */
export async function listOperatorLog(
  filter: z.output<typeof ListOperatorLog>,
): Promise<z.input<typeof OperatorLogList>> {
  const { limit, cursor, ...chosen } = filter;
  const { rows, total } = await withSystem(async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(
      sql`select count(*)::int as total from operator_logs l where ${conditionOf(chosen)}`,
    );
    const rows = await tx.execute<Row>(sql`
      select l.id, ${utc(sql`l.created_at`)} as at, l.actor, o.name as actor_name, l.action, l.about_tenant, t.slug,
        l.detail, l.ip, l.trace_id
      from operator_logs l
      left join operators o on l.actor = 'operator:' || o.id
      left join tenants t on t.id = l.about_tenant
      where ${conditionOf(filter)}
      order by l.created_at desc, l.id desc limit ${limit + 1}`);
    return { rows, total: counted?.total ?? 0 };
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ actor, actor_name, about_tenant, slug, ...rest }) => ({
      ...rest,
      actor: { id: actor, name: actor_name },
      tenant: about_tenant === null ? null : { id: about_tenant, slug },
    })),
    total,
    next:
      rows.length > limit && last
        ? `/api/admin/log?${new URLSearchParams({
            ...chosen,
            limit: String(limit),
            cursor: writeCursor({ createdAt: new Date(last.at), id: last.id }),
          })}`
        : null,
  };
}

function conditionOf({
  actor,
  action,
  tenant,
  cursor,
}: Omit<z.output<typeof ListOperatorLog>, "limit">): SQL {
  const after = cursor ? readCursor(cursor) : null;
  return sql.join(
    [
      sql`true`,
      ...(actor ? [sql`l.actor = ${actor}`] : []),
      ...(action ? [actionIs(action)] : []),
      ...(tenant ? [sql`l.about_tenant = (select id from tenants where slug = ${tenant})`] : []),
      ...(after ? [sql`(l.created_at, l.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`] : []),
    ],
    sql` and `,
  );
}

function actionIs(action: string): SQL {
  const [noun, verb] = action.split(".");
  return verb ? sql`l.action = ${action}` : sql`starts_with(l.action, ${`${noun}.`})`;
}
