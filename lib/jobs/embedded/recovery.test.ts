import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import type { InngestFunction } from "inngest";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { fileUploaded } from "#inngest/events.ts";
import { jobHealth, listRuns, retryRun } from "#lib/jobs/operators.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { runsOf, send, waitFor } from "#lib/jobs/test/runs.ts";
import { type Engine, startEngine } from "./engine.ts";

const engines: Engine[] = [];
async function start(
  functions: InngestFunction.Any[],
  options: { slots?: number; graceMs?: number } = {},
): Promise<Engine> {
  const engine = await startEngine({
    client: inngest,
    functions,
    slots: options.slots ?? 4,
    backoffMs: 200,
    graceMs: options.graceMs ?? 8000,
  });
  engines.push(engine);
  return engine;
}
afterEach(async () => {
  await Promise.all(engines.splice(0).map((e) => e.stop()));
});
afterAll(async () => {
  await closePools();
});

describe("a deploy in mid-run", () => {
  it("goes on with the new body from what the old one had done", async () => {
    const ran: string[] = [];
    const before = inngest.createFunction(
      { id: "deployed", triggers: [{ event: "test/deployed" }] },
      async ({ step }) => {
        await step.run("kept", () => ran.push("old kept"));
        await step.sleep("until-deployed", "2s");
        await step.run("dropped", () => ran.push("old dropped"));
      },
    );
    const after = inngest.createFunction(
      { id: "deployed", triggers: [{ event: "test/deployed" }] },
      async ({ step }) => {
        const kept = await step.run("kept", () => ran.push("new kept"));
        await step.run("inserted", () => ran.push("new inserted"));
        await step.sleep("until-deployed", "2s");
        return step.run("added", () => `${kept} ${ran.push("new added")}`);
      },
    );
    const old = await start([before]);
    await send("test/deployed");
    await waitFor("deployed", (runs) => runs[0]?.status === "sleeping");
    await old.stop();
    await start([after]);
    const [run] = await waitFor("deployed", (runs) => runs[0]?.status === "completed");
    expect(ran).toEqual(["old kept", "new inserted", "new added"]);
    expect(run?.output).toBe("1 3");
  });

  it("puts a run aside whose function is not there, and a program that has it takes it up", async () => {
    const known = inngest.createFunction({ id: "known", triggers: [{ event: "test/known" }] }, ({ step }) =>
      step.run("done", () => "at last"),
    );
    const sleepy = inngest.createFunction(
      { id: "vanishing", triggers: [{ event: "test/vanishing" }] },
      async ({ step }) => {
        await step.sleep("a-while", "1s");
        return "back";
      },
    );
    const old = await start([sleepy]);
    await send("test/vanishing");
    await waitFor("vanishing", (runs) => runs[0]?.status === "sleeping");
    await old.stop();
    const without = await start([known]);
    const [parked] = await waitFor("vanishing", (runs) => runs[0]?.status === "parked");
    expect(parked?.error).toMatchObject({ name: "UnknownFunction" });
    await without.stop();
    await start([known, sleepy]);
    const [run] = await waitFor("vanishing", (runs) => runs[0]?.status === "completed");
    expect(run).toMatchObject({ output: "back", error: null });
  });
});

describe("the outbox", () => {
  const uploads = inngest.createFunction(
    { id: "uploads", triggers: [fileUploaded] },
    ({ event }) => event.data.file_id,
  );

  it("announces what was committed by a tenant's transaction, and nothing that was rolled back", async () => {
    await start([uploads]);
    const tenant = await makeTenant();
    const [kept, lost] = [randomUUID(), randomUUID()];
    await expect(
      withTenant(tenant.id, async (tx) => {
        await emit(tx, { name: "file/uploaded", data: { tenant_id: tenant.id, file_id: lost } });
        throw new Error("the cause failed");
      }),
    ).rejects.toThrow("the cause failed");
    const id = await withTenant(tenant.id, (tx) =>
      emit(tx, { name: "file/uploaded", data: { tenant_id: tenant.id, file_id: kept } }),
    );
    const runs = await waitFor(
      "uploads",
      (all) => all.length > 0 && all.every((r) => r.status === "completed"),
    );
    expect(runs.map((r) => [r.output, r.eventId, r.tenantId])).toEqual([[kept, id, tenant.id]]);
    expect(runs[0]?.event).toMatchObject({ id, name: "file/uploaded", v: "1" });
  });

  it("refuses another tenant's event and data of the wrong shape", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    await expect(
      withTenant(mine.id, (tx) =>
        emit(tx, { name: "file/uploaded", data: { tenant_id: theirs.id, file_id: randomUUID() } }),
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    await expect(
      withTenant(mine.id, (tx) =>
        emit(tx, { name: "file/uploaded", data: { tenant_id: mine.id, file_id: "not an id" } }),
      ),
    ).rejects.toThrow(/file_id/);
  });

  it("hands a long queue on in order and without gaps", async () => {
    const counted = inngest.createFunction(
      { id: "counted", triggers: [{ event: "test/counted" }] },
      ({ event }) => event.data.n,
    );
    for (let i = 0; i < 450; i++) await send("test/counted", { n: i });
    await Promise.all([start([counted], { slots: 8 }), start([counted], { slots: 8 })]);
    const runs = await waitFor(
      "counted",
      (all) => all.length === 450 && all.every((r) => r.status === "completed"),
      60_000,
    );
    expect(runs.map((r) => Number(r.output)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 450 }, (_, i) => i),
    );
  }, 90_000);
});

describe("an end in good order", () => {
  it("hands a step that takes too long to another worker, and takes no word of its own for it any more", async () => {
    let began = 0;
    const slow = inngest.createFunction(
      { id: "slow", retries: 0, triggers: [{ event: "test/slow" }] },
      ({ step }) =>
        step.run("slow", async () => {
          began++;
          const mine = began;
          await new Promise((resolve) => setTimeout(resolve, mine === 1 ? 3000 : 10));
          return mine;
        }),
    );
    const first = await start([slow], { graceMs: 200 });
    await send("test/slow");
    await waitFor("slow", (runs) => runs[0]?.status === "running");
    await expect.poll(() => began).toBe(1);
    await first.stop();
    expect((await runsOf("slow"))[0]?.status).toBe("ready");
    await start([slow]);
    const [run] = await waitFor("slow", (runs) => runs[0]?.status === "completed");
    expect(run?.output).toBe(2);
  });
});

describe("operators", () => {
  it("see what failed and try it again from the step that failed", async () => {
    let works = false;
    const ran: string[] = [];
    const moody = inngest.createFunction(
      { id: "moody", retries: 0, triggers: [{ event: "test/moody" }] },
      async ({ step }) => {
        await step.run("first", () => ran.push("first"));
        await step.run("second", () => {
          ran.push("second");
          if (!works) throw new Error("not today");
        });
      },
    );
    await start([moody]);
    await send("test/moody");
    const [failed] = await waitFor("moody", (runs) => runs[0]?.status === "failed");
    expect(
      (await listRuns({ status: "failed", functionId: "construction-ai-moody" })).map((r) => [
        r.id,
        r.error?.message,
      ]),
    ).toEqual([[failed?.id, "not today"]]);
    expect(await jobHealth()).toMatchObject({ workers: 1, slots: 4, outbox_pending: 0, failed_last_day: 1 });
    works = true;
    await retryRun(failed?.id ?? "");
    await waitFor("moody", (runs) => runs[0]?.status === "completed");
    expect(ran).toEqual(["first", "second", "second"]);
    await expect(retryRun(failed?.id ?? "")).rejects.toMatchObject({ code: "run_not_failed" });
    await expect(retryRun(randomUUID())).rejects.toMatchObject({ code: "run_not_found" });
  });

  it("find a run again whose wake-up was lost", async () => {
    const lonely = inngest.createFunction(
      { id: "lonely", triggers: [{ event: "test/lonely" }] },
      async ({ step }) => {
        await step.sleep("nap", "1s");
      },
    );
    await start([lonely]);
    await send("test/lonely");
    const [run] = await waitFor("lonely", (runs) => runs[0]?.status === "sleeping");
    await pool("cai_system").sql`delete from pgboss.job where id = ${run?.wakeJob ?? ""}`;
    await waitFor("lonely", (runs) => runs[0]?.status === "completed", 20_000);
  });
});
