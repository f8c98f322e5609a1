import { randomUUID } from "node:crypto";
import { SpanKind } from "@opentelemetry/api";
import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { outbox } from "#db/schema/index.ts";
import { type AppEvent, EVENTS, fileProcessRequested } from "#inngest/events.ts";
import { inChildSpan } from "#lib/observability/tracing/span.ts";
import { carriedTrace } from "./carried-trace.ts";
import { OUTBOX_CHANNEL } from "./channels.ts";

/**
 * Announces an event in the caller's transaction: it leaves when, and only when, that commits, at least once, under the
 * id that is returned. Works as the tenant's role and as the system's. Throws a ZodError for data of the wrong shape.
 */
export async function emit(tx: Transaction, event: AppEvent): Promise<string> {
  return writeOutbox(tx, rowOf(event));
}

/** As `emit`, for many events in one write. */
export async function emitAll(tx: Transaction, events: readonly AppEvent[]): Promise<void> {
  if (events.length === 0) return;
  await announcing({ names: events.map(({ name }) => name), count: events.length }, async (traceparent) => {
    await tx
      .insert(outbox)
      .values(events.map((event) => ({ id: randomUUID(), traceparent, ...rowOf(event) })));
    await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
  });
}

function rowOf(event: AppEvent) {
  const data = EVENTS[event.name].schema.parse(event.data);
  return { tenantId: data.tenant_id, name: event.name, data };
}

/** The row behind `emit`, for events whose shape others vouch for. An id that was written before is left as it is. */
export async function writeOutbox(
  tx: Transaction,
  event: { id?: string | undefined; tenantId: string | null; name: string; data: Record<string, unknown> },
): Promise<string> {
  const id = event.id ?? randomUUID();
  return announcing({ names: [event.name], count: 1 }, async (traceparent) => {
    const insert = tx
      .insert(outbox)
      .values({ id, tenantId: event.tenantId, name: event.name, data: event.data, traceparent });
    // A conflict clause would need the right to read, which the tenant's role does not have; its ids are new.
    await (event.id ? insert.onConflictDoNothing() : insert);
    await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    return id;
  });
}

/**
 * Writes events in a span that what they set off goes on from, or, of many, is linked to. For those who write them by a
 * statement of their own, `write` gets what goes into `outbox.traceparent`.
 */
export function announcing<T>(
  events: { names: readonly string[]; count: number },
  write: (traceparent: string | null) => Promise<T>,
): Promise<T> {
  const names = [...new Set(events.names)];
  const name = names.length === 1 ? (names[0] ?? "") : "several";
  const attributes = {
    "messaging.system": "outbox",
    "messaging.operation.name": "send",
    "messaging.destination.name": name,
    ...(Number.isFinite(events.count) ? { "outbox.events": events.count } : {}),
    // A file's page shows how it is processed: the request that set that off belongs to it.
    ...(names.includes(fileProcessRequested.name) ? { "trace.keep": "processing" } : {}),
  };
  return inChildSpan(`outbox ${name}`, { kind: SpanKind.PRODUCER, attributes }, () =>
    write(carriedTrace(events.count)),
  );
}
