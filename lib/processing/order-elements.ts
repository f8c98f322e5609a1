import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Grouping, groupKey, groupName } from "./elements/expressions.ts";
import { type AnalysedFile, analysedFile, ElementFilter, matching } from "./elements/filter.ts";
import { ElementOrder, inOrder, orderBy } from "./elements/order.ts";
import { GroupElements, sumOf } from "./group-elements.ts";

export const OrderElements = ElementFilter.extend({ ...ElementOrder.shape, by: GroupElements.shape.by });

export const ElementOrdinals = z.object({
  groups: z.array(
    z.object({
      /** As the groups have it; null without `by`: then there is one group. */
      key: z.string().nullable(),
      ordinals: z.array(z.number()),
    }),
  ),
});

/** Some three megabytes of an answer; a table of more rows is none that anybody scrolls. */
const MOST = 500_000;

/**
 * The ordinals of a file's elements in an order, group by group: sorted once, after which any part of a long table is
 * looked up by `ordinals` in a few milliseconds, however deep it is. Throws as `listElements` does, and `Invalid`
 * (`too_many_elements`) for more than half a million.
 */
export async function orderElements(
  ctx: Ctx,
  fileId: string,
  input: z.output<typeof OrderElements>,
): Promise<z.input<typeof ElementOrdinals>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const { storeys, elementCount } = await analysedFile(tx, tenantId, fileId);
    const chosen = matching({ tenantId, fileId }, input, storeys);
    if (elementCount > MOST && (await sumOf(tx, chosen)).count > MOST)
      throw new Invalid("too_many_elements", problemText("processing.theseMoreThan"));
    if (input.by) return { groups: await ordinalsByGroup(tx, chosen, orderBy(input), input.by, storeys) };
    return { groups: [{ key: null, ordinals: await ordinalsOf(tx, chosen, orderBy(input)) }] };
  });
}

/** The ordinals that match, in order. One value of JSON: a hundred thousand rows would hold the event loop. */
export async function ordinalsOf(
  tx: Transaction,
  chosen: SQL | undefined,
  order: readonly SQL[],
): Promise<number[]> {
  const [found] = await tx
    .select({ ordinals: sql<number[] | null>`json_agg(${elements.ordinal} order by ${inOrder(order)})` })
    .from(elements)
    .where(chosen);
  return found?.ordinals ?? [];
}

async function ordinalsByGroup(
  tx: Transaction,
  chosen: SQL | undefined,
  order: readonly SQL[],
  by: Grouping,
  storeys: AnalysedFile["storeys"],
) {
  const rows = await tx
    .select({
      key: groupKey(by, storeys),
      ordinals: sql<number[]>`json_agg(${elements.ordinal} order by ${inOrder(order)})`,
    })
    .from(elements)
    .where(chosen)
    .groupBy(sql`1`);
  return rows.map(({ key, ordinals }) => ({ key: groupName(key, storeys).key, ordinals }));
}
