import { and, asc, eq, ilike, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { epds } from "#db/schema/epds.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentEpd } from "./present-epd.ts";
import type { EpdList } from "./views.ts";

export const ListEpds = z.object({
  /** Every word must be in a name, the owner or the number. */
  q: z.string().trim().max(200).default(""),
  validity: z.enum(["all", "valid", "expired"]).default("all"),
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The organisation's declarations by name, older versions behind newer ones. */
export async function listEpds(
  ctx: Ctx,
  { q, validity, skip, limit }: z.output<typeof ListEpds>,
): Promise<z.input<typeof EpdList>> {
  requireRole(ctx, "viewer");
  const today = new Date().toISOString().slice(0, 10);
  const matching = and(
    eq(epds.tenantId, ctx.tenant.id),
    ...q
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => ilike(epds.words, `%${word.replace(/[\\%_]/g, "\\$&")}%`)),
    validity === "expired" ? lt(epds.validUntil, today) : undefined,
    validity === "valid" ? or(isNull(epds.validUntil), sql`${epds.validUntil} >= ${today}`) : undefined,
  );
  return ctx.transaction(async (tx) => {
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(epds).where(matching);
    const rows = await tx
      .select()
      .from(epds)
      .where(matching)
      .orderBy(asc(epds.words), sql`${epds.version} desc`, asc(epds.id))
      .offset(skip)
      .limit(limit);
    const total = counted?.total ?? 0;
    const next = new URLSearchParams({ q, validity, skip: String(skip + limit), limit: String(limit) });
    return {
      items: rows.map(presentEpd),
      total,
      next: skip + rows.length < total ? `/api/epds?${next}` : null,
    };
  });
}
