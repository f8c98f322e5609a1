import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { config } from "#lib/config/index.ts";
import { startEngine } from "./embedded/engine.ts";
import { startRelay } from "./relay.ts";

/**
 * Starts this process' share of the jobs. Embedded: delivers the outbox, keeps the schedules and drives the functions,
 * `slots` runs at once (default 5). With Inngest: sends the outbox there, which drives the functions over HTTP.
 * `stop` lets running steps end for some seconds and hands back the rest; the signal does the same.
 */
export async function startWorker(
  options: { slots?: number; signal?: AbortSignal } = {},
): Promise<{ stop(): Promise<void> }> {
  const running =
    config().jobs.kind === "inngest"
      ? await startRelay(inngest)
      : await startEngine({ client: inngest, functions, slots: options.slots ?? 5 });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= running.stop();
    return stopped;
  };
  options.signal?.addEventListener("abort", () => void stop(), { once: true });
  return { stop };
}
