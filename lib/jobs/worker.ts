import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { config } from "#lib/config/index.ts";
import { startCourier } from "#lib/webhooks/courier.ts";
import { startEngine } from "./embedded/engine.ts";
import { startRelay } from "./relay.ts";

/**
 * Starts this process' share of the jobs. Embedded: delivers the outbox, keeps the schedules and drives the functions,
 * `slots` runs at once (default 5). With Inngest: sends the outbox there, which drives the functions over HTTP. Either
 * way it sends what is due to webhook endpoints.
 * `stop` lets running steps end for `graceMs` (8 s unless told) and hands back the rest; the signal does the same.
 */
export async function startWorker(
  options: { slots?: number; graceMs?: number; signal?: AbortSignal } = {},
): Promise<{ stop(): Promise<void> }> {
  const grace = options.graceMs === undefined ? {} : { graceMs: options.graceMs };
  const running =
    config().jobs.kind === "inngest"
      ? await startRelay(inngest)
      : await startEngine({ client: inngest, functions, slots: options.slots ?? 5, ...grace });
  const courier = await startCourier(grace);
  let stopped: Promise<unknown> | undefined;
  const stop = async () => {
    stopped ??= Promise.all([running.stop(), courier.stop()]);
    await stopped;
  };
  options.signal?.addEventListener("abort", () => void stop(), { once: true });
  return { stop };
}
