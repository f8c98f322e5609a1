import type { Inngest } from "inngest";
import postgres from "postgres";
import { roleUrl } from "#db/client.ts";
import { EVENTS } from "#inngest/events.ts";
import { sentenceOf } from "#lib/observability/describe-error.ts";
import { OUTBOX_CHANNEL } from "./channels.ts";
import { Bell, repeat } from "./loop.ts";
import { withCarried } from "./sent-trace.ts";

/**
 * Sends the outbox to Inngest: at least once, under stable ids by which Inngest drops repeats, in the order of writing
 * as far as one process goes. Several may share the work. An event that cannot be sent is tried again at growing intervals, up to a minute.
 */
export async function startRelay(client: Inngest, pauseMs = 1000): Promise<{ stop(): Promise<void> }> {
  const sql = postgres(roleUrl("cai_system"), {
    max: 2,
    connection: { application_name: "construction-ai outbox" },
    onnotice: () => {},
  });
  const ended = new AbortController();
  const bell = new Bell();
  await sql.listen(
    OUTBOX_CHANNEL,
    () => bell.ring(),
    () => bell.ring(),
  );
  const loop = repeat("sending the outbox to Inngest", ended.signal, pauseMs, bell, () =>
    sendBatch(sql, client, pauseMs),
  );
  return {
    async stop() {
      ended.abort();
      await loop;
      await sql.end({ timeout: 2 });
    },
  };
}

const BATCH = 100;

interface Row {
  id: string;
  seq: number;
  name: string;
  data: Record<string, unknown>;
  traceparent: string | null;
  ts: string;
  attempts: number;
}

async function sendBatch(sql: postgres.Sql, client: Inngest, pauseMs: number): Promise<boolean> {
  // Claimed by its next attempt, not by a lock: nobody holds a transaction open over the network.
  const claimed = await sql<Row[]>`
    update outbox set attempts = attempts + 1, next_attempt_at = now() + interval '1 minute'
    where id in (select id from outbox where delivered_at is null and next_attempt_at <= now() order by seq limit ${BATCH} for update skip locked)
    returning id, seq::int8::float8 as seq, name, data, traceparent, attempts, (extract(epoch from created_at) * 1000)::bigint::text as ts`;
  if (claimed.length === 0) return false;
  const rows = claimed.toSorted((a, b) => a.seq - b.seq);
  const ids = rows.map((r) => r.id);
  try {
    await client.send(
      rows.map(({ id, name, data, traceparent, ts }) => ({
        id,
        name,
        data: withCarried(data, traceparent),
        ts: Number(ts),
        ...versionOf(name),
      })),
    );
  } catch (error) {
    const attempts = Math.max(...rows.map((r) => r.attempts));
    const wait = Math.min(60_000, pauseMs * 2 ** Math.min(attempts, 10));
    await sql`
      update outbox set next_attempt_at = now() + ${wait}::int * interval '1 ms', last_error = ${sentenceOf(error)}
      where id = any(${ids}::uuid[])`;
    throw error;
  }
  await sql`update outbox set delivered_at = now(), last_error = null where id = any(${ids}::uuid[])`;
  return rows.length === BATCH;
}

function versionOf(name: string): { v?: string } {
  const version = Object.values(EVENTS).find((type) => type.name === name)?.version;
  return version ? { v: version } : {};
}
