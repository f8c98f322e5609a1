import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { NotFound } from "#lib/errors.ts";
import { isoFromMicros, microsOf, tenantOf } from "./pages.ts";
import { type SpanView, TraceId, type TraceReason, type TraceView } from "./views.ts";

/** Spans that one answer gives. */
const MOST_SPANS = 5000;

interface Head extends Record<string, unknown> {
  root_name: string;
  reason: TraceReason;
  tenant_id: string | null;
  slug: string | null;
  file_id: string | null;
  started_us: string;
  ended_us: string;
  status: "ok" | "error";
  error_type: string | null;
  error_fingerprint: string | null;
  dropped_spans: number;
}

interface Row extends Record<string, unknown> {
  span_id: string;
  parent_span_id: string | null;
  tenant_id: string | null;
  name: string;
  kind: z.input<typeof SpanView>["kind"];
  service: string;
  started_us: string;
  duration_us: string;
  status: "unset" | "ok" | "error";
  attributes: Record<string, unknown>;
  events: z.input<typeof SpanView>["events"];
  links: z.input<typeof SpanView>["links"];
}

/** One kept trace with its spans, for operators. Throws `trace_not_found`. */
export async function readTrace(traceId: string): Promise<z.input<typeof TraceView>> {
  if (!TraceId.safeParse(traceId).success) throw notKept();
  const { head, rows } = await withSystem(async (tx) => {
    const [head] = await tx.execute<Head>(sql`
      select k.root_name, k.reason, k.tenant_id, t.slug, k.file_id, ${microsOf(sql`k.started_at`)} as started_us,
        ${microsOf(sql`k.ended_at`)} as ended_us, k.status, k.error_type, k.error_fingerprint, k.dropped_spans
      from traces k left join tenants t on t.id = k.tenant_id where k.trace_id = ${traceId}`);
    const rows = await tx.execute<Row>(sql`
      select span_id, parent_span_id, tenant_id, name, kind, service, ${microsOf(sql`started_at`)} as started_us,
        duration_us::text as duration_us, status, attributes, events, links
      from trace_spans where trace_id = ${traceId} order by started_at, span_id limit ${MOST_SPANS}`);
    return { head, rows: [...rows] };
  });
  if (!head) throw notKept();
  const { slug, tenant_id, started_us, ended_us, ...facts } = head;
  const from = Math.min(Number(started_us), ...rows.slice(0, 1).map((row) => Number(row.started_us)));
  return {
    trace_id: traceId,
    ...facts,
    tenant: tenantOf({ tenant_id, slug }),
    started_at: isoFromMicros(started_us),
    duration_ms: (Number(ended_us) - from) / 1000,
    spans: rows.map(({ tenant_id: of, started_us: at, duration_us, attributes, ...row }) => ({
      ...row,
      started_at: isoFromMicros(at),
      offset_ms: (Number(at) - from) / 1000,
      duration_ms: Number(duration_us) / 1000,
      attributes: of === null ? attributes : { ...attributes, "tenant.id": of },
    })),
  };
}

/** Why one that somebody names may not be here, in words. */
function notKept(): NotFound {
  const { slowRequestMs, slowJobMs, keepDays, keepMax } = config().traces;
  return new NotFound(
    "trace_not_found",
    `This trace is not kept. Kept are those that failed, requests of ${slowRequestMs} ms and more, stretches of jobs of ${slowJobMs} ms and more, and files' processing, for ${keepDays} days and the newest ${keepMax}. So it went well and fast, is too old, or belongs to another installation.`,
  );
}
