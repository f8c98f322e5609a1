import { and, asc, eq, gt } from "drizzle-orm";
import { elements, fileAnalyses } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { type ElementShares, shareByElement } from "#lib/estimates/share-by-element.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { ModelFacts, Report } from "./report-data.ts";

export type ElementRow = typeof elements.$inferSelect;

const PAGE = 1000;

/**
 * The take-off's elements in their order, page by page; each page is a transaction of its own, so that a slow reader
 * holds nothing. Throws `Conflict` (`analysis_replaced`) where the file was processed again meanwhile.
 */
export async function* readElements(ctx: Ctx, model: ModelFacts): AsyncGenerator<ElementRow[], void> {
  const tenantId = ctx.tenant.id;
  for (let last = -1; ; ) {
    const page = await ctx.transaction(async (tx) => {
      const [analysis] = await tx
        .select({ runId: fileAnalyses.runId })
        .from(fileAnalyses)
        .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, model.fileId)));
      if (analysis?.runId !== model.runId)
        throw new Conflict("analysis_replaced", problemText("reports.fileProcessedAgain"));
      return tx
        .select()
        .from(elements)
        .where(
          and(eq(elements.tenantId, tenantId), eq(elements.fileId, model.fileId), gt(elements.ordinal, last)),
        )
        .orderBy(asc(elements.ordinal))
        .limit(PAGE);
    });
    if (page.length > 0) yield page;
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end.ordinal;
  }
}

export function sharesOf(ctx: Ctx, { estimate, lines }: Report): Promise<ElementShares> {
  return ctx.transaction((tx) => shareByElement(tx, ctx.tenant.id, { estimate, lines }));
}
