import { and, desc, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { incidents } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { readIncidents } from "./read-incidents.ts";
import { IncidentView } from "./views.ts";

export const ListIncidents = z.object({
  /** `open`: under way or planned; `resolved`: over. */
  state: z.enum(["open", "resolved"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});
export const IncidentList = z.object({
  items: z.array(IncidentView),
  total: z.number(),
  next: z.string().nullable(),
});

/** What operators have told, the newest first. */
export async function listIncidents({
  state,
  limit,
  cursor,
}: z.output<typeof ListIncidents>): Promise<z.input<typeof IncidentList>> {
  const chosen = state && (state === "open" ? isNull : isNotNull)(incidents.resolvedAt);
  const from = cursor ? readCursor(cursor) : null;
  const after =
    from &&
    sql`(${incidents.createdAt}, ${incidents.id}) < (${from.createdAt}::timestamptz, ${from.id}::uuid)`;
  const { rows, total } = await withSystem(async (tx) => ({
    total: await tx.$count(incidents, chosen),
    rows: await readIncidents(
      tx,
      and(chosen, after ?? undefined),
      [desc(incidents.createdAt), desc(incidents.id)],
      limit + 1,
    ),
  }));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page,
    total,
    next:
      rows.length > limit && last
        ? `/api/admin/incidents?${new URLSearchParams({ ...(state ? { state } : {}), limit: String(limit), cursor: writeCursor(last) })}`
        : null,
  };
}
