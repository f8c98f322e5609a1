import { invoke } from "inngest";
import postgres from "postgres";
import { z } from "zod";
import { roleUrl } from "#db/client.ts";
import { inngest } from "#inngest/client.ts";
import { startEngine } from "#lib/jobs/embedded/engine.ts";

/**
 * A job process for the kill test, which ends it by SIGKILL at any moment. Its steps leave two traces in the database:
 * `attempts`, a row each time a step's body begins; and `effects`, what the step is for, once per run and step.
 */
const sql = postgres(roleUrl("cai_system"), { max: 4, onnotice: () => {} });

async function effect(run: string, step: string, ms: number): Promise<{ step: string }> {
  await sql`insert into kill_attempts (run, step, pid) values (${run}, ${step}, ${process.pid})`;
  await new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())));
  await sql`insert into kill_effects (run, step) values (${run}, ${step}) on conflict do nothing`;
  return { step };
}

const victim = inngest.createFunction(
  {
    id: "victim",
    retries: 5,
    triggers: [{ event: "test/victim" }],
    concurrency: [{ limit: 6, key: "event.data.tenant_id" }],
  },
  async ({ event, step, runId }) => {
    const first = await step.run("first", () => effect(runId, "first", 120));
    await step.sleep("nap", "1s");
    const both = await Promise.all([
      step.run("left", () => effect(runId, "left", 80)),
      step.run("right", () => effect(runId, "right", 80)),
    ]);
    await step.sendEvent("tell", { name: "test/told", data: { run: runId } });
    const child = await step.invoke("ask", { function: helper, data: { n: event.data.n } });
    const last = await step.run("last", () => effect(runId, "last", 60));
    return { steps: [first, ...both, last].map((s) => s.step), child };
  },
);
const helper = inngest.createFunction(
  { id: "helper", retries: 5, triggers: [invoke(z.object({ n: z.number() }))] },
  async ({ event, step, runId }) => {
    await step.run("help", () => effect(runId, "help", 60));
    return event.data.n * 2;
  },
);
const told = inngest.createFunction(
  { id: "told", retries: 5, triggers: [{ event: "test/told" }] },
  async ({ event }) => event.data.run,
);
const clock = inngest.createFunction(
  { id: "clock", retries: 0, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => step.run("tick", () => "tock"),
);

const engine = await startEngine({
  client: inngest,
  functions: [victim, helper, told, clock],
  slots: 8,
  backoffMs: 300,
});
process.send?.("ready");
process.on("SIGTERM", async () => {
  await engine.stop();
  await sql.end();
  process.exit(0);
});
process.on("disconnect", () => process.exit(0));
