import { SpanKind, trace } from "@opentelemetry/api";
import { invoke } from "inngest";
import { z } from "zod";
import { pool } from "#db/client.ts";
import { inngest } from "#inngest/client.ts";
import { functions as product } from "#inngest/functions/index.ts";
import { startEngine } from "#lib/jobs/embedded/engine.ts";
import { inSpan } from "#lib/observability/tracing/span.ts";
import { endTracing, startTracing } from "#lib/observability/tracing/start.ts";

/**
 * A job process with tracing, for the test that kills it. Its step `second` fails once, then waits to be killed while the
 * table `trace_gate` is closed.
 */
startTracing("job");

const chain = inngest.createFunction(
  { id: "chain", retries: 3, triggers: [{ event: "test/chain" }] },
  async ({ step, runId }) => {
    await step.run("first", () => inSpan("inner", { kind: SpanKind.CLIENT }, async () => "done"));
    await step.run("second", async () => {
      const { sql } = pool("cai_system");
      const [row] = await sql<{ n: number }[]>`
        insert into trace_tries (run, pid) values (${runId}, ${process.pid})
        returning (select count(*)::int from trace_tries where run = ${runId}) as n`;
      if (row?.n === 0)
        throw new Error(`It failed for bob@example.com with key cai_0123456789abcdef0123 as planned`);
      if (row?.n === 1) await new Promise(() => {});
    });
    await step.sendEvent("tell", { name: "test/chained", data: { run: runId } });
    await step.invoke("ask", { function: asked, data: {} });
    return trace.getActiveSpan()?.spanContext().traceId ?? null;
  },
);
const asked = inngest.createFunction({ id: "asked", triggers: [invoke(z.object({}))] }, async ({ step }) =>
  step.run("answer", () => 42),
);
const chained = inngest.createFunction(
  { id: "chained", triggers: [{ event: "test/chained" }] },
  async ({ step }) => step.run("mail_alice@example.com", () => "heard"),
);

const engine = await startEngine({
  client: inngest,
  functions: [chain, asked, chained, ...product],
  slots: 4,
  backoffMs: 200,
  schedules: false,
});
process.send?.("ready");
process.on("SIGTERM", async () => {
  await engine.stop();
  await endTracing(5000);
  process.exit(0);
});
process.on("disconnect", () => process.exit(0));
