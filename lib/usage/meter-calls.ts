import { randomUUID } from "node:crypto";
import { pool } from "#db/client.ts";
import { textArray } from "#db/text-array.ts";
import { logger } from "#lib/observability/logger.ts";

/** How long a counted call may wait in memory: what a process that is killed loses at most. */
const FLUSH_MS = 1000;
/** Calls that are written at once, and that make a flush come early. */
const BATCH = 5000;

interface Meter {
  calls: CallEvent[];
  /** Calls of browsers since the last flush, by tenant: counted together, for information only. */
  browserCalls: Map<string, number>;
  timer: NodeJS.Timeout | null;
  flushing: Promise<void> | null;
}
interface CallEvent {
  tenantId: string;
  key: string;
  kind: "api_call" | "browser_call";
  quantity: number;
  detail: string;
  occurredAt: string;
}

/** Counts a call with an API key (`call`: method and path): one event. No round trip: it is written within a second, together with others. */
export function meterApiCall(call: { tenantId: string; keyId: string; call: string }): void {
  const meter = shared();
  meter.calls.push({
    tenantId: call.tenantId,
    key: `call:${randomUUID()}`,
    kind: "api_call",
    quantity: 1,
    detail: JSON.stringify({ api_key_id: call.keyId, call: call.call.replace(ID, "{id}") }),
    occurredAt: new Date().toISOString(),
  });
  schedule(meter);
}

/** Counts a call of somebody signed in. */
export function meterBrowserCall(tenantId: string): void {
  const meter = shared();
  meter.browserCalls.set(tenantId, (meter.browserCalls.get(tenantId) ?? 0) + 1);
  schedule(meter);
}

/** Writes what was counted so far; also at shutdown. What cannot be written stays, under the same keys, for the next time. */
export async function flushCalls(): Promise<void> {
  const meter = shared();
  while (meter.flushing) await meter.flushing;
  meter.flushing = drain(meter).finally(() => {
    meter.flushing = null;
  });
  return meter.flushing;
}

async function drain(meter: Meter): Promise<void> {
  const occurredAt = new Date().toISOString();
  for (const [tenantId, quantity] of meter.browserCalls)
    meter.calls.push({
      tenantId,
      key: `browser:${randomUUID()}`,
      kind: "browser_call",
      quantity,
      detail: "{}",
      occurredAt,
    });
  meter.browserCalls.clear();
  while (meter.calls.length > 0) {
    const batch = meter.calls.splice(0, BATCH);
    try {
      await writeCalls(batch);
    } catch (error) {
      meter.calls.unshift(...batch);
      throw error;
    }
  }
}

/**
 * One statement for a batch, which counts the calls of each key by day as well. Calls of a tenant that was deleted
 * meanwhile are dropped: there is nobody left to bill.
 */
export async function writeCalls(batch: CallEvent[]): Promise<void> {
  const { sql } = pool("cai_system");
  const column = (pick: (call: CallEvent) => string) => textArray(batch.map(pick));
  await sql`
    with written as (
    insert into usage_events (tenant_id, key, kind, quantity, source, detail, occurred_at)
    select c.tenant_id, c.key, c.kind, c.quantity, 'request', c.detail, c.occurred_at
    from unnest(${column((c) => c.tenantId)}::text::uuid[], ${column((c) => c.key)}::text::text[], ${column((c) => c.kind)}::text::text[],
      ${column((c) => String(c.quantity))}::text::numeric[], ${column((c) => c.detail)}::text::jsonb[], ${column((c) => c.occurredAt)}::text::timestamptz[])
      as c(tenant_id, key, kind, quantity, detail, occurred_at)
    where exists (select from tenants t where t.id = c.tenant_id)
    on conflict do nothing
    returning tenant_id, kind, detail, occurred_at)
    insert into api_key_calls as counted (tenant_id, api_key_id, day, calls)
    select tenant_id, (detail ->> 'api_key_id')::uuid, (occurred_at at time zone 'UTC')::date, count(*) from written
    where kind = 'api_call' and detail ? 'api_key_id' group by 1, 2, 3 order by 1, 2, 3
    on conflict (tenant_id, api_key_id, day) do update set calls = counted.calls + excluded.calls`;
}

function schedule(meter: Meter): void {
  if (meter.calls.length >= BATCH && !meter.flushing) void flushLater();
  meter.timer ??= setTimeout(() => {
    meter.timer = null;
    void flushLater();
  }, FLUSH_MS);
}

async function flushLater(): Promise<void> {
  try {
    await flushCalls();
  } catch (error) {
    logger().error({ err: error }, "counted calls could not be written; they are kept and tried again");
    schedule(shared());
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

// On globalThis: the bundled routes and the server that shuts them down are different copies of this module.
const KEY = Symbol.for("construction-ai.call-meter");
function shared(): Meter {
  const holder = globalThis as typeof globalThis & { [KEY]?: Meter };
  holder[KEY] ??= { calls: [], browserCalls: new Map(), timer: null, flushing: null };
  return holder[KEY];
}
