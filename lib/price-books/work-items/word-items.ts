import { and, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { workItemWords } from "#db/schema/work-items.ts";

/** Behind every word that begins with what stands before it. */
const LAST_LETTER = "\u{10FFFF}";

/** The words of a library that begin with one of these, with the numbers of the items that hold them. */
export async function wordItems(
  tx: Transaction,
  key: { tenantId: string; libraryId: string },
  beginnings: readonly string[],
): Promise<{ word: string; items: number[] }[]> {
  if (beginnings.length === 0) return [];
  const ranges: (SQL | undefined)[] = beginnings.map((beginning) =>
    and(gte(workItemWords.word, beginning), lt(workItemWords.word, sql`${beginning + LAST_LETTER}`)),
  );
  return tx
    .select({ word: workItemWords.word, items: workItemWords.items })
    .from(workItemWords)
    .where(
      and(
        eq(workItemWords.tenantId, key.tenantId),
        eq(workItemWords.libraryId, key.libraryId),
        or(...ranges),
      ),
    );
}
