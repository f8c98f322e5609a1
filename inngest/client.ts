import { Inngest } from "inngest";
import { CountJobs } from "#inngest/count-middleware.ts";
import { CarryTraces, TraceJobs } from "#inngest/trace-middleware.ts";
import { config } from "#lib/config/index.ts";
import { acceptSentEvents } from "#lib/jobs/embedded/event-api.ts";
import { logger } from "#lib/observability/logger.ts";

/**
 * The client that all functions are made with. With Inngest configured it talks to Inngest; else nothing leaves the
 * process: what a function sends goes into the outbox.
 */
export const inngest = createClient();

function createClient(): Inngest {
  const { jobs } = config();
  const common = {
    id: "construction-ai",
    logger: logger(),
    checkpointing: false,
    aiMetadata: false,
    sessionPropagation: false,
  } as const;
  if (jobs.kind === "inngest") {
    return new Inngest({
      ...common,
      middleware: [TraceJobs, CountJobs, CarryTraces],
      eventKey: jobs.eventKey,
      signingKey: jobs.signingKey,
      ...(jobs.baseUrl ? { baseUrl: jobs.baseUrl } : {}),
    });
  }
  return new Inngest({
    ...common,
    middleware: [TraceJobs],
    isDev: true,
    eventKey: "embedded",
    baseUrl: "http://embedded.invalid",
    fetch: acceptSentEvents,
  });
}
