import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { GET } from "#app/api/health/ready/route.ts";
import { closePools, pool } from "#db/client.ts";
import { jobWorkers, outbox } from "#db/schema/jobs.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import type { Config } from "#lib/config/index.ts";
import { smtpPeer } from "#lib/email/test/smtp-peer.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { openIndex } from "#lib/search/index/index.ts";
import { objectStores } from "#lib/storage/index.ts";
import { checkHealth, forgetHealth } from "./health/check-health.ts";
import { checkReadiness } from "./readiness.ts";
import { announceStop } from "./stopping.ts";

const settings = vi.hoisted((): { mail: Config["mail"] | null } => ({ mail: null }));
vi.mock(import("#lib/config/index.ts"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    config: () => ({ ...actual.config(), ...(settings.mail ? { mail: settings.mail } : {}) }),
  };
});

afterAll(closePools);
beforeEach(async () => {
  await openIndex().ensure();
  await withSystem((tx) => tx.delete(jobWorkers));
  await withSystem((tx) => tx.delete(outbox));
  await worker(new Date());
});
afterEach(() => {
  settings.mail = null;
  vi.restoreAllMocks();
});

const worker = (seenAt: Date) =>
  withSystem((tx) =>
    tx.insert(jobWorkers).values({ id: randomUUID(), host: "test", pid: 1, slots: 1, seenAt }),
  );

/** As it is found now. */
async function asked(limitMs?: number) {
  forgetHealth();
  const { status, parts } = await checkHealth(limitMs);
  return { status, ...Object.fromEntries(parts.map(({ name, state }) => [name, state])) };
}

const ALL_READY = {
  status: "ready",
  database: "ready",
  object_store: "ready",
  jobs: "ready",
  vectors: "ready",
  mail: "ready",
};

it("everything that the product stands on is named with its state, and nothing else of it", async () => {
  expect(await asked()).toEqual(ALL_READY);
  const text = await (await call(GET, "GET")).text();
  expect(JSON.parse(text)).toEqual({
    status: "ready",
    parts: ["database", "object_store", "jobs", "vectors", "mail"].map((name) => ({
      name,
      state: "ready",
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    })),
  });
});

it("without jobs, vectors or mail it is degraded and still serves", async () => {
  await withSystem((tx) => tx.delete(jobWorkers));
  await worker(new Date(Date.now() - 60_000));
  expect(await asked()).toEqual({ ...ALL_READY, status: "degraded", jobs: "down" });
  await worker(new Date());
  const waiting = { name: "x", data: {}, createdAt: new Date(Date.now() - 10 * 60_000) };
  await withSystem((tx) => tx.insert(outbox).values(waiting));
  expect(await asked()).toEqual({ ...ALL_READY, status: "degraded", jobs: "degraded" });
  await withSystem((tx) => tx.delete(outbox));
  vi.spyOn(openIndex(), "present").mockRejectedValue(new Error("no index at 10.0.0.7"));
  expect(await asked()).toEqual({ ...ALL_READY, status: "degraded", vectors: "down" });
  const answer = await call(GET, "GET");
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain("10.0.0.7");
});

it("what everything else works without is only degraded while it is late", async () => {
  vi.spyOn(openIndex(), "present").mockReturnValue(new Promise(() => {}));
  expect(await asked(20)).toMatchObject({ vectors: "degraded" });
});

it("the mail server is asked whether it takes our sign-in, and not with every probe", async () => {
  let connections = 0;
  const peer = await smtpPeer({
    disabledCommands: ["STARTTLS"],
    onConnect(_session, done) {
      connections += 1;
      done();
    },
  });
  const url = `smtp://127.0.0.1:${peer.port}`;
  settings.mail = { kind: "smtp", url, from: "a@example.test" };
  for (let i = 0; i < 3; i++) expect(await asked()).toEqual(ALL_READY);
  expect(connections).toBe(1);
  await peer.close();
  settings.mail = { kind: "smtp", url: `${url}?name=gone`, from: "a@example.test" };
  expect(await asked()).toEqual({ ...ALL_READY, status: "degraded", mail: "down" });
});

it("without the object store it is down, with the parts in the problem", async () => {
  vi.spyOn(objectStores().archive, "health").mockRejectedValue(new Error("secret bucket"));
  forgetHealth();
  const answer = await call(GET, "GET");
  expect(answer.headers.get("retry-after")).toBe("5");
  const problem = await problemOf(answer);
  expect(problem).toMatchObject({
    status: 503,
    code: "not_ready",
    detail: expect.stringContaining("The object store does not answer"),
  });
  expect(problem.parts).toContainEqual(expect.objectContaining({ name: "object_store", state: "down" }));
  expect(JSON.stringify(problem)).not.toContain("secret bucket");
});

it("however many ask at once, each part is asked once", async () => {
  const ask = vi.spyOn(objectStores().files, "health");
  forgetHealth();
  await Promise.all(Array.from({ length: 50 }, () => checkReadiness()));
  expect(ask).toHaveBeenCalledTimes(1);
});

it("a part keeps the moment since which it is as it is", async () => {
  forgetHealth();
  const before = await checkHealth();
  forgetHealth();
  expect((await checkHealth()).parts).toEqual(before.parts);
});

it("a process whose connections are all taken is not ready, and is again as soon as one is free", async () => {
  const { promise: enough, resolve: release } = Promise.withResolvers<void>();
  const taken = Array.from({ length: pool("cai_system").sql.options.max }, () =>
    Promise.withResolvers<void>(),
  );
  const held = taken.map(({ resolve }) =>
    withSystem(async (tx) => {
      await tx.execute(sql`select 1`);
      resolve();
      await enough;
    }, NO_LIMITS),
  );
  await Promise.all(taken.map(({ promise }) => promise));
  forgetHealth();
  await expect(checkReadiness(50)).rejects.toMatchObject({
    status: 503,
    code: "not_ready",
    message: expect.stringContaining("The database"),
  });
  release();
  await Promise.all(held);
  expect(await asked()).toEqual(ALL_READY);
});

it("a process that is about to end is not ready, whatever it stands on", async () => {
  announceStop();
  expect(await problemOf(await call(GET, "GET"))).toMatchObject({ status: 503, code: "stopping" });
});
