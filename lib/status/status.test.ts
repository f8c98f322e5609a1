import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as RESOLVE } from "#app/api/admin/incidents/[id]/resolve/route.ts";
import { PATCH } from "#app/api/admin/incidents/[id]/route.ts";
import { POST as UPDATE } from "#app/api/admin/incidents/[id]/updates/route.ts";
import { GET as LIST, POST } from "#app/api/admin/incidents/route.ts";
import { GET as LOG } from "#app/api/admin/log/route.ts";
import { GET as HISTORY } from "#app/api/status/history/route.ts";
import { GET as STATUS } from "#app/api/status/route.ts";
import { closePools } from "#db/client.ts";
import { jobWorkers } from "#db/schema/jobs.ts";
import { healthDays, healthSamples, incidents } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import { switchFeature } from "#lib/features/switch-feature.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { forgetHealth } from "#lib/observability/health/check-health.ts";
import { PARTS } from "#lib/observability/health/parts.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { headers, pages, read } from "#lib/operators/test/as-operator.ts";
import { openIndex } from "#lib/search/index/index.ts";
import { forgetHistory } from "./read-history.ts";
import { forgetIncidents } from "./read-status.ts";
import { recordSamples, rollUpSamples } from "./record-samples.ts";

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

beforeEach(async () => {
  await openIndex().ensure();
  await withSystem(async (tx) => {
    for (const table of [incidents, healthSamples, healthDays, jobWorkers]) await tx.delete(table);
    await tx.insert(jobWorkers).values({ id: randomUUID(), host: "test", pid: 1, slots: 1 });
  });
  forgetHealth();
  forgetHistory();
  forgetIncidents();
});
afterEach(() => vi.restoreAllMocks());
afterAll(closePools);

const send = (handler: typeof POST, body: unknown, id?: string, method: "POST" | "PATCH" = "POST") =>
  call(handler, method, { headers, body, ...(id ? { params: { id } } : {}) });
async function make(body: Record<string, unknown>): Promise<{ id: string }> {
  const answer = await send(POST, { affects: ["processing"], text: "We are looking.", ...body });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}
/** As a stranger is told. */
const status = async () => (await call(STATUS, "GET")).json();
const stateOf = (told: { capabilities: { name: string; state: string }[] }, name: string) =>
  told.capabilities.find((one) => one.name === name)?.state;

describe("the state of the product", () => {
  it("is told to strangers in words", async () => {
    const told = await status();
    expect(told).toMatchObject({ state: "operational", incidents: [], maintenance: [] });
    expect(told.capabilities.map(({ label }: { label: string }) => label)).toEqual([
      "Sign-in and pages",
      "Uploads and downloads",
      "Processing",
      "Similar estimates",
      "Mail",
      "Webhooks",
      "Archive and restore",
    ]);
  });

  it("follows what it stands on", async () => {
    await withSystem((tx) => tx.delete(jobWorkers));
    vi.spyOn(openIndex(), "present").mockRejectedValue(new Error("away"));
    forgetHealth();
    const told = await status();
    expect(told.state).toBe("down");
    expect(
      Object.fromEntries(
        told.capabilities.map(({ name, state }: { name: string; state: string }) => [name, state]),
      ),
    ).toEqual({
      pages: "operational",
      transfers: "operational",
      processing: "degraded",
      similar: "down",
      mail: "degraded",
      webhooks: "degraded",
      archive: "degraded",
    });
  });

  it("is told also while the database is away, with what operators told before", async () => {
    await make({ title: "Slow processing" });
    expect((await status()).incidents).toHaveLength(1);
    vi.spyOn(PARTS.database, "ask").mockRejectedValue(new Error("connection refused by 10.1.2.3"));
    forgetHealth();
    forgetIncidents();
    const answer = await call(STATUS, "GET");
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ state: "down", incidents: [{ title: "Slow processing" }] });
    expect(text).not.toContain("10.1.2.3");
  });

  it("says what operators have switched off", async () => {
    await switchFeature(COMMAND, "uploads", { is_on: false });
    expect(stateOf(await status(), "transfers")).toBe("degraded");
    await switchFeature(COMMAND, "uploads", { is_on: true });
    expect(stateOf(await status(), "transfers")).toBe("operational");
  });
});

describe("an incident", () => {
  it("is told from its first word to its last, and stays in the history", async () => {
    const { id } = await make({ title: "Processing is slow", impact: "down" });
    expect(stateOf(await status(), "processing")).toBe("down");
    expect((await send(UPDATE, { state: "identified", text: "A disk is full." }, id)).status).toBe(201);
    expect(
      (await send(PATCH, { impact: "degraded", affects: ["mail", "processing"] }, id, "PATCH")).status,
    ).toBe(204);
    const told = await status();
    expect(stateOf(told, "processing")).toBe("degraded");
    expect(told.incidents).toMatchObject([
      {
        title: "Processing is slow",
        state: "identified",
        affects: ["processing", "mail"],
        updates: [
          { state: "identified", text: "A disk is full." },
          { state: "investigating", text: "We are looking." },
        ],
      },
    ]);
    const resolved = await send(RESOLVE, { text: "There is room again." }, id);
    expect(await resolved.json()).toMatchObject({ state: "resolved", resolved_at: expect.any(String) });
    expect(await status()).toMatchObject({ state: "operational", incidents: [] });
    const { past } = await (await call(HISTORY, "GET")).json();
    expect(past).toMatchObject([{ id, updates: [{ text: "There is room again." }, {}, {}] }]);
    for (const [handler, body, method] of [
      [UPDATE, { text: "Once more." }, "POST"],
      [RESOLVE, { text: "Once more." }, "POST"],
      [PATCH, { title: "Another" }, "PATCH"],
    ] as const)
      expect(await problemOf(await send(handler, body, id, method))).toMatchObject({
        status: 409,
        code: "incident_resolved",
      });
    const log = await read(LOG, { query: "?action=incident" });
    expect(log.items.slice(0, 4).map(({ action }: { action: string }) => action)).toEqual([
      "incident.resolved",
      "incident.changed",
      "incident.updated",
      "incident.created",
    ]);
  });

  it("is written once under one key", async () => {
    const body = { title: "Twice", affects: ["mail"], text: "We are looking." };
    const key = { ...headers, "idempotency-key": randomUUID() };
    const [first, again] = [
      await call(POST, "POST", { headers: key, body }),
      await call(POST, "POST", { headers: key, body }),
    ];
    expect((await again.json()).id).toBe((await first.json()).id);
    expect((await read(LIST)).total).toBe(1);
  });

  it("that is not there, has not begun or affects nothing is refused with what to do", async () => {
    const nobody = await send(UPDATE, { text: "Hello." }, randomUUID());
    expect(await problemOf(nobody)).toMatchObject({ status: 404, code: "incident_not_found" });
    const base = { title: "Later", text: "We are looking." };
    const later = await send(POST, { ...base, affects: ["mail"], starts_at: inHours(1) });
    expect((await problemOf(later)).code).toBe("incident_in_future");
    expect((await problemOf(await send(POST, { ...base, affects: [] }))).code).toBe("invalid_input");
  });

  it("is listed page by page", async () => {
    for (let i = 0; i < 5; i++) await make({ title: `Incident ${i}` });
    const all = await pages(LIST, "?limit=2");
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    expect((await read(LIST, { query: "?state=resolved" })).total).toBe(0);
  });
});

describe("planned maintenance", () => {
  const plan = (from: number, to: number) => ({
    kind: "maintenance",
    title: "New disks",
    starts_at: inHours(from),
    ends_at: inHours(to),
  });

  it("is announced, shows while it lasts, and is over by its window or an operator's word", async () => {
    const { id } = await make(plan(2, 3));
    expect(await status()).toMatchObject({ state: "operational", maintenance: [{ id, state: "planned" }] });
    await send(PATCH, { starts_at: inHours(-1) }, id, "PATCH");
    const during = await status();
    expect(during.state).toBe("maintenance");
    expect(stateOf(during, "processing")).toBe("maintenance");
    expect(await problemOf(await send(UPDATE, { state: "monitoring", text: "Half way." }, id))).toMatchObject(
      {
        code: "state_invalid",
      },
    );
    expect((await send(UPDATE, { text: "Half way." }, id)).status).toBe(201);
    await withSystem((tx) => tx.execute(sql`update incidents set ends_at = now() - interval '1 minute'`));
    forgetIncidents();
    expect(await status()).toMatchObject({ state: "operational", maintenance: [] });
    forgetHistory();
    expect((await (await call(HISTORY, "GET")).json()).past).toMatchObject([{ id }]);
    expect((await send(RESOLVE, { text: "Done." }, id)).status).toBe(200);
  });

  it("needs a window that lies ahead", async () => {
    for (const [from, to] of [
      [3, 2],
      [-3, -2],
    ] as const) {
      const refused = await send(POST, { ...plan(from, to), affects: ["mail"], text: "Planned." });
      expect((await problemOf(refused)).code).toBe("window_invalid");
    }
    const { ends_at: _, ...endless } = plan(1, 2);
    const refused = await send(POST, { ...endless, affects: ["mail"], text: "Planned." });
    expect((await problemOf(refused)).code).toBe("window_invalid");
  });
});

describe("the history", () => {
  const today = () => new Date(new Date().toISOString().slice(0, 10));
  const minute = (daysAgo: number, i: number) =>
    new Date(today().getTime() - daysAgo * 24 * HOUR + i * 60_000);
  const history = async () => {
    forgetHistory();
    const { capabilities } = await (await call(HISTORY, "GET")).json();
    const of = (name: string) => capabilities.find((one: { name: string }) => one.name === name);
    return { transfers: of("transfers"), pages: of("pages"), mail: of("mail") };
  };
  const store = (state: "ready" | "down") => [{ name: "object_store", state }];

  it("counts minutes, of which the worst finding of several processes stays", async () => {
    await recordSamples([
      { minute: minute(1, 0), parts: store("ready") },
      { minute: minute(1, 1), parts: store("down") },
      { minute: minute(1, 2), parts: null },
      { minute: minute(1, 3), parts: [{ name: "mail", state: "down" }] },
    ]);
    await recordSamples([
      { minute: minute(1, 0), parts: store("down") },
      { minute: minute(1, 1), parts: store("ready") },
    ]);
    const { transfers, pages, mail } = await history();
    expect(transfers.days).toHaveLength(90);
    expect(transfers.days.at(-2)).toMatchObject({ measured: 4, degraded: 0, down: 3 });
    expect(transfers.uptime).toBe("25.00");
    expect(pages.uptime).toBe("75.00");
    expect(mail.days.at(-2)).toMatchObject({ measured: 4, degraded: 1, down: 1 });
    expect(mail.days[0]).toMatchObject({ measured: 0 });
  });

  it("reads the same once its days are rolled up, and keeps no sample longer than it needs", async () => {
    const samples = [0, 1, 2, 3, 100].flatMap((daysAgo) =>
      [0, 1].map((i) => ({
        minute: minute(daysAgo, i),
        parts: store(i === 1 && daysAgo > 0 ? "down" : "ready"),
      })),
    );
    await recordSamples(samples);
    const before = await history();
    await rollUpSamples();
    await rollUpSamples();
    expect(await history()).toEqual(before);
    expect(before.transfers.days.slice(-4).map(({ down }: { down: number }) => down)).toEqual([1, 1, 1, 0]);
    const [{ oldest, days } = { oldest: "", days: 0 }] = await withSystem((tx) =>
      tx.execute<{ oldest: string; days: number }>(sql`
        select min(minute at time zone 'UTC')::date::text as oldest, (select count(distinct day)::int from health_days) as days
        from health_samples`),
    );
    expect(oldest).toBe(minute(2, 0).toISOString().slice(0, 10));
    // The day of a hundred days ago is gone.
    expect(days).toBe(3);
    expect(before.transfers.uptime).toBe("62.50");
  });

  it("says nothing of days on which nobody looked", async () => {
    expect((await history()).pages.uptime).toBeNull();
  });
});
