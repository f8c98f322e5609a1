import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { inngest } from "#inngest/client.ts";
import { runsOf, send, stepsOf, waitFor } from "#lib/jobs/test/runs.ts";
import { type Engine, startEngine } from "./engine.ts";

/** What ran, by the test's own key, in order. */
const calls = new Map<string, string[]>();
const note = (key: string, what: string) =>
  calls
    .set(key, [...(calls.get(key) ?? []), what])
    .get(key)
    ?.filter((w) => w === what).length ?? 0;
const keyOf = (event: { data: Record<string, unknown> }) => String(event.data.key);

const steady = inngest.createFunction(
  { id: "steady", triggers: [{ event: "test/steady" }] },
  async ({ event, step, runId }) => {
    const first = await step.run("first", () => ({ count: note(keyOf(event), "first"), text: "ü\u0000€" }));
    await step.sleep("nap", "1s");
    const second = await step.run("second", () => note(keyOf(event), "second"));
    await step.sleepUntil("until", new Date(Date.now() - 1000));
    return { first, second, runId };
  },
);

const flaky = inngest.createFunction(
  { id: "flaky", retries: 3, triggers: [{ event: "test/flaky" }] },
  async ({ event, step, attempt }) => {
    await step.run("good", () => note(keyOf(event), "good"));
    await step.run("bad", () => {
      if (note(keyOf(event), "bad") < 3) throw new Error("not yet");
      return attempt;
    });
    if (note(keyOf(event), "outside") < 2) throw new Error("thrown outside of a step");
    return { attempt };
  },
);

const heard: { error: string; original: unknown; run: unknown }[] = [];
const doomed = inngest.createFunction(
  {
    id: "doomed",
    retries: 1,
    triggers: [{ event: "test/doomed" }],
    onFailure: ({ event, error }) => {
      heard.push({ error: error.message, original: event.data.event.data.key, run: event.data.run_id });
    },
  },
  async ({ event, step }) => {
    await step.run("fails", () => {
      note(keyOf(event), "fails");
      throw event.data.final ? new NonRetriableError("never again") : new Error("every time");
    });
  },
);

const patient = inngest.createFunction(
  { id: "patient", retries: 2, triggers: [{ event: "test/patient" }] },
  async ({ event, step }) => {
    await step.run("later", () => {
      if (note(keyOf(event), "later") < 2) throw new RetryAfterError("come back", 2000);
    });
  },
);

const caught = inngest.createFunction(
  { id: "caught", retries: 0, triggers: [{ event: "test/caught" }] },
  async ({ step }) => {
    const message = await step
      .run("fails", () => {
        throw new TypeError("wrong kind");
      })
      .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
    return step.run("after", () => `went on after: ${message}`);
  },
);

const child = inngest.createFunction(
  { id: "child", retries: 0, triggers: [{ event: "test/child" }] },
  async ({ event, step }) => {
    if (event.data.fail) throw new NonRetriableError("the child failed");
    return step.run("double", () => event.data.n * 2);
  },
);
const parent = inngest.createFunction(
  { id: "parent", retries: 0, triggers: [{ event: "test/parent" }] },
  async ({ step }) => {
    const doubled = await step.invoke("ask", { function: child, data: { n: 21 } });
    const failed = await step
      .invoke("ask-badly", { function: child, data: { fail: true } })
      .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
    return { doubled, failed };
  },
);

const wide = inngest.createFunction(
  { id: "wide", retries: 2, triggers: [{ event: "test/wide" }] },
  async ({ event, step }) => {
    const key = keyOf(event);
    const [a, b, slept, c] = await Promise.all([
      step.run("a", () => note(key, "a")),
      step.run("b", () => {
        if (note(key, "b") < 2) throw new Error("b fails once");
        return "b";
      }),
      step.sleep("nap", "1s").then(() => step.run("after-nap", () => note(key, "after-nap"))),
      step.run("c1", () => note(key, "c1")).then((n) => step.run("c2", () => n + note(key, "c2"))),
    ]);
    return { a, b, slept, c };
  },
);

const sender = inngest.createFunction(
  { id: "sender", retries: 2, triggers: [{ event: "test/sender" }] },
  async ({ event, step }) => {
    const sent = await step.sendEvent("tell", [
      { name: "test/told", data: { key: keyOf(event), n: 1 } },
      { name: "test/told", data: { key: keyOf(event), n: 2 } },
    ]);
    await step.run("work", async () => {
      await inngest.send({ name: "test/told", data: { key: keyOf(event), n: 3 } });
      if (note(keyOf(event), "work") < 2) throw new Error("killed after sending");
    });
    return sent.ids;
  },
);
const told = inngest.createFunction(
  { id: "told", triggers: [{ event: "test/told" }] },
  ({ event }) => event.data.n,
);

const waiter = inngest.createFunction(
  {
    id: "waiter",
    triggers: [{ event: "test/waiter" }],
    cancelOn: [{ event: "test/stop", match: "data.key" }],
  },
  async ({ step }) => {
    const answer = await step.waitForEvent("answer", {
      event: "test/answer",
      timeout: "30s",
      match: "data.key",
    });
    const nothing = await step.waitForEvent("nothing", { event: "test/nothing", timeout: "1s" });
    return { answer: answer?.data.text, nothing };
  },
);

const odd = inngest.createFunction(
  { id: "odd", retries: 0, triggers: [{ event: "test/odd" }] },
  async ({ step }) => {
    await step.waitForSignal("signal", { signal: "x", timeout: "1s", onConflict: "fail" });
  },
);

const unkeepable = inngest.createFunction(
  { id: "unkeepable", retries: 1, triggers: [{ event: "test/unkeepable" }] },
  async ({ step }) => step.run("a name with \u0000", () => "x"),
);

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({
    client: inngest,
    functions: [
      steady,
      flaky,
      doomed,
      patient,
      caught,
      child,
      parent,
      wide,
      sender,
      told,
      waiter,
      odd,
      unkeepable,
    ],
    slots: 4,
    backoffMs: 200,
  });
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

const only = (key: string) => (runs: Awaited<ReturnType<typeof runsOf>>) =>
  runs.filter((r) => JSON.stringify(r.event).includes(key));
async function runWith(
  functionId: string,
  event: string,
  status: string,
  data: Record<string, unknown> = {},
) {
  const key = randomUUID();
  await send(event, { ...data, key });
  const runs = await waitFor(functionId, (all) => only(key)(all)[0]?.status === status);
  const [run] = only(key)(runs);
  if (!run) throw new Error("no run");
  return { key, run };
}

describe("a run", () => {
  it("runs each step once, across sleeps, and remembers what it gave", async () => {
    const { key, run } = await runWith("steady", "test/steady", "completed");
    expect(run.output).toEqual({ first: { count: 1, text: "ü\u0000€" }, second: 1, runId: run.id });
    expect(calls.get(key)).toEqual(["first", "second"]);
    expect((await stepsOf(run.id)).map((s) => [s.name, s.status])).toEqual([
      ["first", "done"],
      ["nap", "done"],
      ["second", "done"],
      ["until", "done"],
    ]);
  });

  it("starts within a fraction of a second of its event", async () => {
    await runWith("told", "test/told", "completed");
    const delays: number[] = [];
    for (let i = 0; i < 5; i++) {
      const { run } = await runWith("told", "test/told", "completed");
      delays.push((run.startedAt?.getTime() ?? Number.POSITIVE_INFINITY) - Number(run.event.ts));
    }
    // Polling alone would make it half a second on average: the notification is what is asked for here.
    expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(400);
  });

  it("is made once per event and function, whenever the event comes again", async () => {
    const { key, run } = await runWith("told", "test/told", "completed");
    await pool("cai_system").sql`update outbox set delivered_at = null where id = ${run.eventId}`;
    await runWith("told", "test/told", "completed");
    expect(only(key)(await runsOf("told"))).toHaveLength(1);
  });
});

describe("failure", () => {
  it("tries a step, and the function around it, again and counts their attempts apart", async () => {
    const { key, run } = await runWith("flaky", "test/flaky", "completed");
    expect(calls.get(key)).toEqual(["good", "bad", "bad", "bad", "outside", "outside"]);
    expect(run.output).toEqual({ attempt: 1 });
    const bad = (await stepsOf(run.id)).find((s) => s.name === "bad");
    expect(bad).toMatchObject({ status: "done", data: 2 });
  });

  it("ends after its retries, and the failure function hears of it once", async () => {
    const { key, run } = await runWith("doomed", "test/doomed", "failed");
    expect(calls.get(key)).toEqual(["fails", "fails"]);
    expect(run.error).toMatchObject({ message: "every time" });
    const failures = await waitFor("doomed-failure", (all) =>
      all.some((f) => f.event.id === run.id && f.status === "completed"),
    );
    expect(failures.filter((f) => f.event.id === run.id)).toHaveLength(1);
    expect(heard.filter((h) => h.run === run.id)).toEqual([
      { error: "every time", original: key, run: run.id },
    ]);
  });

  it("does not try again what must not be", async () => {
    const { key, run } = await runWith("doomed", "test/doomed", "failed", { final: true });
    expect(calls.get(key)).toEqual(["fails"]);
    expect(run.error).toMatchObject({ message: "never again" });
  });

  it("waits as long as the error asks for", async () => {
    const { run } = await runWith("patient", "test/patient", "completed");
    expect((run.finishedAt?.getTime() ?? 0) - (run.startedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  it("lets a function go on after a failed step that it caught", async () => {
    const { run } = await runWith("caught", "test/caught", "completed");
    expect(run.output).toBe("went on after: wrong kind");
  });

  it("does not try for ever what the database cannot keep", async () => {
    const { run } = await runWith("unkeepable", "test/unkeepable", "failed");
    expect(run.error?.message).toBeTruthy();
  });

  it("refuses a step that the engine does not offer, in words", async () => {
    const { run } = await runWith("odd", "test/odd", "failed");
    expect(run.error?.message).toMatch(/does not offer this step \(WaitForSignal\)/);
  });
});

describe("steps of other kinds", () => {
  it("invokes another function and gets its result or its error", async () => {
    const { run } = await runWith("parent", "test/parent", "completed");
    expect(run.output).toEqual({ doubled: 42, failed: "the child failed" });
    expect((await runsOf("child")).filter((c) => c.parentRunId === run.id)).toHaveLength(2);
  });

  it("runs parallel steps, each with its own retries, beside a sleep", async () => {
    const { key, run } = await runWith("wide", "test/wide", "completed");
    expect(run.output).toEqual({ a: 1, b: "b", slept: 1, c: 2 });
    expect([...(calls.get(key) ?? [])].sort()).toEqual(["a", "after-nap", "b", "b", "c1", "c2"]);
  });

  it("sends events through the outbox, once, even from a step that runs again", async () => {
    const { key, run } = await runWith("sender", "test/sender", "completed");
    const heardOf = only(key)(
      await waitFor("told", (all) => only(key)(all).filter((r) => r.status === "completed").length >= 3),
    );
    expect(heardOf.map((r) => r.output).sort()).toEqual([1, 2, 3]);
    expect(run.output).toEqual(heardOf.filter((r) => r.output !== 3).map((r) => r.eventId));
  });

  it("waits for the event that matches, and no longer than asked", async () => {
    const key = randomUUID();
    await send("test/waiter", { key });
    await waitFor("waiter", (all) => only(key)(all)[0]?.status === "waiting");
    await send("test/answer", { key: randomUUID(), text: "somebody else's" });
    await send("test/answer", { key, text: "mine" });
    const runs = await waitFor("waiter", (all) => only(key)(all)[0]?.status === "completed");
    expect(only(key)(runs)[0]?.output).toEqual({ answer: "mine", nothing: null });
  });

  it("is cancelled by the event that says so", async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    await send("test/waiter", { key: mine });
    await send("test/waiter", { key: other });
    await waitFor("waiter", (all) => [mine, other].every((k) => only(k)(all)[0]?.status === "waiting"));
    await send("test/stop", { key: mine });
    const runs = await waitFor("waiter", (all) => only(mine)(all)[0]?.status === "cancelled");
    expect(only(other)(runs)[0]?.status).toBe("waiting");
  });
});
