import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { USAGE_KINDS, usageEvents } from "#db/schema/usage.ts";
import { readInvoice } from "#lib/billing/read-invoice.ts";
import { CsvHeadings } from "#lib/http/csv-headings.ts";
import { csvCell, textStream } from "#lib/http/text-stream.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { Days, range } from "#lib/usage/daily-usage.ts";
import { shownKey } from "#lib/usage/import-key.ts";

/** One kind, or all; days in UTC, both included, the last 30 unless told. */
export const EventsCsv = Days.extend({ kind: z.enum(USAGE_KINDS).optional(), ...CsvHeadings.shape });

export interface CsvFile {
  filename: string;
  body: ReadableStream<Uint8Array>;
}

const COLUMNS = ["occurred_at", "kind", "quantity", "source", "key", "detail"] as const;

/** Rows of one query; each page is a transaction of its own, so that a slow reader holds nothing. */
const PAGE = 5000;

/** Usage events of some days as CSV, oldest first, streamed. */
export async function usageEventsCsv(ctx: Ctx, input: z.output<typeof EventsCsv>): Promise<CsvFile> {
  requireRole(ctx, "admin");
  const { from, to } = range(input, new Date());
  return {
    filename: `usage-${from}-to-${to}.csv`,
    body: csvStream(ctx, [{ kind: input.kind ?? null, from, to }], input),
  };
}

/** What an invoice counts: its month's files, storage, calls, archive and restores, and the events behind its adjustments. */
export async function invoiceUsageCsv(ctx: Ctx, id: string, headings: CsvHeadings = {}): Promise<CsvFile> {
  const invoice = await readInvoice(ctx, id);
  const [from, to] = [invoice.billing_period_start, invoice.billing_period_end];
  const month = (["file_processed", "storage_delta", "api_call", "archive_delta", "restore"] as const).map(
    (kind) => ({
      kind,
      from,
      to,
    }),
  );
  const earlier = invoice.line_items.flatMap(({ usage_query: query }) => {
    const kind = USAGE_KINDS.find((known) => known === query?.kind);
    return query && kind && query.from !== from ? [{ kind, from: query.from, to: query.to }] : [];
  });
  return {
    filename: `usage-${invoice.number ?? from.slice(0, 7)}.csv`,
    body: csvStream(ctx, [...earlier, ...month], headings),
  };
}

interface Selection {
  kind: (typeof USAGE_KINDS)[number] | null;
  from: string;
  to: string;
}

function csvStream(
  ctx: Ctx,
  selections: readonly Selection[],
  headings: CsvHeadings,
): ReadableStream<Uint8Array> {
  return textStream(csvChunks(ctx, selections, headings));
}

async function* csvChunks(
  ctx: Ctx,
  selections: readonly Selection[],
  { locale }: CsvHeadings,
): AsyncGenerator<string, undefined> {
  const t = wordsOf("csv", locale);
  const names = locale ? COLUMNS.map((column) => t(`usage.${column}`)) : COLUMNS;
  yield `${names.map(csvCell).join(",")}\r\n`;
  for (const selection of selections) {
    let after: EventRow | undefined;
    for (;;) {
      const rows = await page(ctx, selection, after);
      if (rows.length > 0) yield rows.map(lineOf).join("");
      if (rows.length < PAGE) break;
      after = rows.at(-1);
    }
  }
  return undefined;
}

type EventRow = typeof usageEvents.$inferSelect;

function page(ctx: Ctx, { kind, from, to }: Selection, after: EventRow | undefined): Promise<EventRow[]> {
  return ctx.transaction((tx) =>
    tx
      .select()
      .from(usageEvents)
      .where(
        and(
          eq(usageEvents.tenantId, ctx.tenant.id),
          gte(usageEvents.occurredAt, new Date(`${from}T00:00:00Z`)),
          lt(usageEvents.occurredAt, new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000)),
          kind ? eq(usageEvents.kind, kind) : undefined,
          after
            ? sql`(${usageEvents.occurredAt}, ${usageEvents.key}) > (${after.occurredAt.toISOString()}::timestamptz, ${after.key})`
            : undefined,
        ),
      )
      .orderBy(asc(usageEvents.occurredAt), asc(usageEvents.key))
      .limit(PAGE),
  );
}

function lineOf(row: EventRow): string {
  const detail = Object.keys(row.detail).length > 0 ? JSON.stringify(row.detail) : "";
  const cells = [
    row.occurredAt.toISOString(),
    row.kind,
    row.quantity,
    row.source,
    csvCell(shownKey(row.key)),
    csvCell(detail),
  ];
  return `${cells.join(",")}\r\n`;
}
