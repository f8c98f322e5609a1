import { sql } from "drizzle-orm";
import { z } from "zod";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Days, range } from "#lib/usage/daily-usage.ts";

export const TopUsage = z.object({
  api_keys: z.array(z.object({ id: z.string(), name: z.string(), calls: z.number() })),
  users: z.array(z.object({ id: z.string(), name: z.string(), files_uploaded: z.number() })),
});

const TOP = 10;

/** Who used most: API keys by calls, members by files uploaded. Keys and members that are gone keep their place. */
export async function readTopUsage(
  ctx: Ctx,
  input: z.output<typeof Days>,
  now = new Date(),
): Promise<z.input<typeof TopUsage>> {
  requireRole(ctx, "admin");
  const { from, to } = range(input, now);
  const within = sql`occurred_at >= ${`${from}T00:00:00Z`}::timestamptz and occurred_at < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'`;
  return ctx.transaction(async (tx) => {
    const apiKeys = await tx.execute<{ id: string; name: string | null; calls: number }>(sql`
      select c.id, k.name, c.calls from (
        select detail->>'api_key_id' as id, sum(quantity)::float8 as calls from usage_events
        where tenant_id = ${ctx.tenant.id} and kind = 'api_call' and detail ? 'api_key_id' and ${within} group by 1 order by 2 desc limit ${TOP}) c
      left join api_keys k on k.tenant_id = ${ctx.tenant.id} and k.id::text = c.id order by c.calls desc, c.id`);
    const users = await tx.execute<{ id: string; name: string | null; files: number }>(sql`
      select c.id, coalesce(nullif(u.name, ''), u.email) as name, c.files from (
        select detail->>'uploaded_by' as id, sum(quantity)::float8 as files from usage_events
        where tenant_id = ${ctx.tenant.id} and kind = 'file_uploaded' and detail ? 'uploaded_by' and ${within} group by 1 order by 2 desc limit ${TOP}) c
      left join users u on u.id::text = c.id order by c.files desc, c.id`);
    const t = wordsOf("usage");
    return {
      api_keys: apiKeys.map((row) => ({
        id: row.id,
        name: row.name ?? t("topUsage.deletedKey"),
        calls: row.calls,
      })),
      users: users.map((row) => ({
        id: row.id,
        name: row.name ?? t("topUsage.formerMember"),
        files_uploaded: row.files,
      })),
    };
  });
}
