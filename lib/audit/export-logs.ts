import { z } from "zod";
import { archivedDaysOf } from "#lib/archival/logs/archived-days.ts";
import { AuditFilter, conditionOf, type Filter } from "#lib/audit/filter.ts";
import { cursorAfter, type Entry, entriesOf } from "#lib/audit/list-logs.ts";
import { CsvHeadings } from "#lib/http/csv-headings.ts";
import { csvCell, textStream } from "#lib/http/text-stream.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ExportAuditLogs = AuditFilter.extend({
  format: z.enum(["csv", "jsonl"]).default("csv"),
  ...CsvHeadings.shape,
});

export interface ExportedLog {
  filename: string;
  contentType: string;
  /** Days of the range whose entries are in the archive and not in the export: have them searched, then export again. */
  archivedDays: number;
  body: ReadableStream<Uint8Array>;
}

/** Rows of one query; each page is a transaction of its own, so that a slow reader holds nothing. */
const PAGE = 2000;

/** The filtered log as CSV or JSON lines, newest first, streamed; with what was restored of archived days. */
export async function exportAuditLogs(
  ctx: Ctx,
  { format, locale, ...filter }: z.output<typeof ExportAuditLogs>,
  now = new Date(),
): Promise<ExportedLog> {
  requireRole(ctx, "admin");
  const archived = await ctx.transaction((tx) => archivedDaysOf(tx, ctx.tenant.id, filter));
  const [header, line] =
    format === "csv" ? [headings(locale), (entry: Entry) => csvLine(entry, locale)] : ["", jsonLine];
  return {
    filename: `audit-log-${ctx.tenant.slug}-${now.toISOString().slice(0, 10)}.${format}`,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
    archivedDays: archived ? archived.days - archived.searchable : 0,
    body: textStream(chunks(ctx, filter, header, line)),
  };
}

async function* chunks(
  ctx: Ctx,
  filter: Filter,
  header: string,
  line: (entry: Entry) => string,
): AsyncGenerator<string, undefined> {
  yield header;
  let cursor: string | undefined;
  for (;;) {
    const entries = await ctx.transaction(async (tx) =>
      entriesOf(ctx, tx, await conditionOf(ctx, tx, filter, cursor), PAGE),
    );
    if (entries.length > 0) yield entries.map(line).join("");
    const last = entries.at(-1);
    if (entries.length < PAGE || !last) return undefined;
    cursor = cursorAfter(last);
  }
}

const COLUMNS = [
  "created_at",
  "seq",
  "actor",
  "actor_name",
  "action",
  "target_type",
  "target_id",
  "detail",
  "before",
  "after",
  "ip",
  "user_agent",
  "trace_id",
  "id",
] as const;

function headings(locale: CsvHeadings["locale"]): string {
  const t = wordsOf("csv", locale);
  const names = locale ? COLUMNS.map((column) => t(`audit.${column}`)) : COLUMNS;
  return `${names.map(csvCell).join(",")}\r\n`;
}

function csvLine(entry: Entry, locale: CsvHeadings["locale"] = "en"): string {
  const t = wordsOf("audit", locale);
  const cells = [
    entry.created_at,
    entry.seq === null ? "" : String(entry.seq),
    entry.actor.id,
    entry.actor.name ?? t("labels.formerMember"),
    entry.action,
    entry.target.type,
    entry.target.id,
    fields(entry.detail),
    fields(entry.before),
    fields(entry.after),
    entry.ip ?? "",
    entry.user_agent ?? "",
    entry.trace_id ?? "",
    entry.id,
  ];
  return `${cells.map(csvCell).join(",")}\r\n`;
}

const fields = (record: Record<string, unknown> | null) =>
  record && Object.keys(record).length > 0 ? JSON.stringify(record) : "";

const jsonLine = (entry: Entry) => `${JSON.stringify(entry)}\n`;
