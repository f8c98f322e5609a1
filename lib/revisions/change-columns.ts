import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { CHANGE_KINDS, modelChanges } from "#db/schema/versions.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { compared } from "./list-changes.ts";

/** All rows in columns, entry `i` is of position `i`: what the table filters and the model is coloured by. */
export const ChangeColumns = z.object({
  count: z.number(),
  kinds: z.array(z.enum(CHANGE_KINDS)),
  /** Indexes into `kinds`, `classes` and `storeys`; storey −1: in none. */
  kind: z.array(z.number()),
  classes: z.array(z.string()),
  class: z.array(z.number()),
  storeys: z.array(z.string()),
  storey: z.array(z.number()),
  /** −1: not in that model. */
  ordinal: z.array(z.number()),
  base_ordinal: z.array(z.number()),
});

/** One value of JSON a column: a hundred thousand rows would hold the event loop. Throws as `compared` does. */
export async function changeColumns(ctx: Ctx, fileId: string): Promise<z.input<typeof ChangeColumns>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await compared(tx, tenantId, fileId);
    const column = (value: ReturnType<typeof sql>) =>
      sql<number[] | null>`json_agg(${value} order by ${modelChanges.position})`;
    const [found] = await tx
      .select({
        kind: column(sql`${modelChanges.kind}`),
        ordinal: column(sql`coalesce(${modelChanges.ordinal}, -1)`),
        baseOrdinal: column(sql`coalesce(${modelChanges.baseOrdinal}, -1)`),
        class: sql<string[] | null>`json_agg(${modelChanges.ifcClass} order by ${modelChanges.position})`,
        storey: sql<
          (string | null)[] | null
        >`json_agg(${modelChanges.storey} order by ${modelChanges.position})`,
      })
      .from(modelChanges)
      .where(and(eq(modelChanges.tenantId, tenantId), eq(modelChanges.fileId, fileId)));
    const classes = indexed(found?.class ?? []);
    const storeys = indexed(found?.storey ?? []);
    return {
      count: found?.kind?.length ?? 0,
      kinds: [...CHANGE_KINDS],
      kind: found?.kind ?? [],
      classes: classes.names,
      class: classes.index,
      storeys: storeys.names,
      storey: storeys.index,
      ordinal: found?.ordinal ?? [],
      base_ordinal: found?.baseOrdinal ?? [],
    };
  });
}

function indexed(values: readonly (string | null)[]): { names: string[]; index: number[] } {
  const places = new Map<string, number>();
  const index = values.map((value) => {
    if (value === null) return -1;
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    return known;
  });
  return { names: [...places.keys()], index };
}
