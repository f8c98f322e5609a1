import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { countDelivery } from "#lib/observability/metrics/record.ts";
import type { Attempt, DueDelivery } from "./attempt.ts";
import type { EndpointRow } from "./endpoint-row.ts";
import { TEST_EVENT } from "./event-types.ts";
import { nextAttempt, PAUSE_AFTER } from "./schedule.ts";

/** What is kept of an answer. */
const KEPT = { body: 16 * 1024, header: 1024, headers: 60 };

/**
 * Records an attempt and what follows from it: delivered, tried again later, or failed for good; for the endpoint, that it
 * works, fails, is paused after days of failures, or disabled by its 410. All in one transaction. Does nothing where
 * another process has recorded this attempt, or the delivery is gone: then false.
 */
export async function recordAttempt(due: DueDelivery, made: Attempt, now: Date): Promise<boolean> {
  const number = due.attempts + 1;
  const { answer, error } = made;
  const status = await withSystem(async (tx) => {
    // The endpoint first, in the order in which verbs lock as well.
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, due.endpointId))
      .for("no key update");
    if (!endpoint) return null;
    const again =
      error && due.type !== TEST_EVENT ? nextAttempt(number, now, answer?.headers["retry-after"]) : null;
    const [delivery] = await tx
      .update(webhookDeliveries)
      .set({
        attempts: number,
        status: error ? (again ? "pending" : "failed") : "delivered",
        nextAttemptAt: again,
        finishedAt: again ? null : now,
      })
      .where(
        and(
          eq(webhookDeliveries.id, due.id),
          eq(webhookDeliveries.status, "pending"),
          eq(webhookDeliveries.attempts, due.attempts),
        ),
      )
      .returning({ id: webhookDeliveries.id });
    if (!delivery) return null;
    await tx.insert(webhookAttempts).values({
      tenantId: due.tenantId,
      deliveryId: due.id,
      number,
      startedAt: made.startedAt,
      durationMs: made.durationMs,
      requestHeaders: made.requestHeaders,
      responseStatus: answer?.status ?? null,
      responseHeaders: answer ? keptHeaders(answer.headers) : null,
      responseBody: answer ? storable(answer.body).slice(0, KEPT.body) : null,
      errorCode: error?.code ?? null,
      error: error?.message ?? null,
    });
    await noteHealth(tx, endpoint, error, now);
    return error ? (again ? ("retrying" as const) : ("failed" as const)) : ("delivered" as const);
  });
  if (status) countDelivery(status);
  return status !== null;
}

async function noteHealth(
  tx: Transaction,
  endpoint: EndpointRow,
  error: Attempt["error"],
  now: Date,
): Promise<void> {
  const mine = eq(webhookEndpoints.id, endpoint.id);
  if (!error) {
    await tx
      .update(webhookEndpoints)
      .set({ failures: 0, failingSince: null, lastSuccessAt: now })
      .where(mine);
    return;
  }
  const failures = endpoint.failures + 1;
  const failingSince = endpoint.failingSince ?? now;
  await tx.update(webhookEndpoints).set({ failures, failingSince }).where(mine);
  if (endpoint.status === "disabled") return;
  if (error.code === "gone") await stop(tx, endpoint, "disabled", error.message, now);
  else if (
    endpoint.status === "active" &&
    failures >= PAUSE_AFTER.failures &&
    now.getTime() - failingSince.getTime() >= PAUSE_AFTER.ms
  )
    await stop(tx, endpoint, "paused", keptText("nothing_arrived", { failures, last: error.message }), now);
}

/** Admins are told by mail. What waits for a paused endpoint goes on waiting; for a disabled one it is cancelled. */
async function stop(
  tx: Transaction,
  endpoint: EndpointRow,
  status: "paused" | "disabled",
  reason: string,
  now: Date,
): Promise<void> {
  const { id, tenantId, url } = endpoint;
  await tx.update(webhookEndpoints).set({ status, statusReason: reason }).where(eq(webhookEndpoints.id, id));
  if (status === "disabled")
    await tx
      .update(webhookDeliveries)
      .set({ status: "cancelled", nextAttemptAt: null, finishedAt: now })
      .where(and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.status, "pending")));
  await auditAs(
    tx,
    { tenantId, actor: "system" },
    `webhook_endpoint.${status}`,
    { type: "webhook_endpoint", id },
    { url, reason },
    { before: { status: endpoint.status }, after: { status } },
  );
  await emit(tx, { name: "webhook/endpoint.stopped", data: { tenant_id: tenantId, endpoint_id: id } });
}

/** Cookies are the receiver's own matter. */
function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== "set-cookie")
      .slice(0, KEPT.headers)
      .map(([name, value]) => [name, storable(value).slice(0, KEPT.header)]),
  );
}

/** PostgreSQL keeps no NUL in a text. */
const storable = (text: string) => text.replaceAll("\0", "\uFFFD");

/** Gives back what a process could not try, to be tried by any other at once. */
export async function giveBack(due: DueDelivery, at: Date): Promise<void> {
  await withSystem((tx) =>
    tx
      .update(webhookDeliveries)
      .set({ nextAttemptAt: at })
      .where(
        and(
          eq(webhookDeliveries.id, due.id),
          eq(webhookDeliveries.status, "pending"),
          sql`${webhookDeliveries.attempts} = ${due.attempts}`,
        ),
      ),
  );
}
