import postgres from "postgres";
import { roleUrl } from "#db/client.ts";
import { Bell, repeat } from "#lib/jobs/loop.ts";
import { logger } from "#lib/observability/logger.ts";
import { beginProcess } from "#lib/observability/metrics/record.ts";
import { attempt, type DueDelivery } from "./attempt.ts";
import { WEBHOOKS_CHANNEL } from "./channel.ts";
import { claimDue, type Places } from "./claim-due.ts";
import type { PostOptions } from "./post.ts";
import { giveBack, recordAttempt } from "./record-attempt.ts";

export interface CourierOptions extends PostOptions {
  now?: () => Date;
  places?: Places;
  /** How often it looks without being rung. */
  pollMs?: number;
  /** How long `stop` waits for answers before it hands the rest back. */
  graceMs?: number;
}

/**
 * Sends what is due to webhook endpoints, in any number of processes. An attempt is a request under way and nothing
 * else: it keeps no job, no thread and no connection of the database from others, and waits for its time in the table. So
 * a receiver that never answers costs a few sockets of its own; see `claimDue` for who comes next.
 */
export async function startCourier(options: CourierOptions = {}): Promise<{ stop(): Promise<void> }> {
  const { now = () => new Date(), places, pollMs = 1000, graceMs = 5000, ...sending } = options;
  const sql = postgres(roleUrl("cai_system"), {
    max: 1,
    connection: { application_name: "construction-ai webhooks" },
    onnotice: () => {},
  });
  const ended = new AbortController();
  const bell = new Bell();
  const held = new Map<string, DueDelivery>();
  await sql.listen(
    WEBHOOKS_CHANNEL,
    () => bell.ring(),
    () => bell.ring(),
  );
  const loop = repeat("sending webhooks", ended.signal, pollMs, bell, async () => {
    const due = await claimDue([...held.values()], now(), places);
    for (const delivery of due) {
      held.set(delivery.id, delivery);
      void deliver(delivery);
    }
    return false;
  });

  async function deliver(delivery: DueDelivery): Promise<void> {
    const ended = beginProcess("webhook");
    try {
      await recordAttempt(delivery, await attempt(delivery, now, sending), now());
    } catch (error) {
      // Ours, not the receiver's: a secret that cannot be read, a database out of reach. The lease's end brings it back.
      logger().error({ err: error, delivery: delivery.id }, "a webhook could not be sent; it is tried again");
    } finally {
      ended();
      held.delete(delivery.id);
      bell.ring();
    }
  }

  return {
    async stop() {
      ended.abort();
      await loop;
      const until = Date.now() + graceMs;
      while (held.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      // Their answers, if any come, find the attempt recorded by whoever took it over.
      for (const delivery of held.values())
        await giveBack(delivery, now()).catch((error) =>
          logger().warn({ err: error }, "a webhook could not be handed back; its lease will end"),
        );
      await sql.end({ timeout: 2 });
    },
  };
}
