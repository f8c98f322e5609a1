import "#lib/jobs/test/own-database.ts";

import http from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { closePools, pool } from "#db/client.ts";
import { outbox } from "#db/schema/index.ts";
import { withSystem } from "#db/tenant.ts";
import { startRelay } from "./relay.ts";
import { send, sendAll } from "./test/runs.ts";

const Received = z.array(
  z.object({ id: z.string(), name: z.string(), data: z.record(z.string(), z.unknown()), ts: z.number() }),
);

/** Takes events as Inngest's event API does, unless told to fail. */
const received: z.infer<typeof Received> = [];
let failing = false;
const eventApi = http.createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  if (failing) return response.writeHead(500).end("{}");
  const events = Received.parse(JSON.parse(body));
  received.push(...events);
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify({ ids: events.map((e) => e.id), status: 200 }));
});

let client: Inngest;
const relays: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  await new Promise<void>((resolve) => eventApi.listen(0, "127.0.0.1", resolve));
  const { port } = eventApi.address() as AddressInfo;
  client = new Inngest({
    id: "relay-test",
    isDev: false,
    eventKey: "test-key",
    baseUrl: `http://127.0.0.1:${port}`,
  });
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((r) => r.stop()));
  received.length = 0;
  failing = false;
});
afterAll(async () => {
  eventApi.close();
  await closePools();
});

it("sends a long queue under the outbox' ids, once, with several processes at it", async () => {
  await sendAll(
    "test/queued",
    Array.from({ length: 250 }, (_, n) => ({ n })),
  );
  relays.push(...(await Promise.all([startRelay(client, 100), startRelay(client, 100)])));
  const rows = () =>
    pool("cai_system").sql<
      { id: string; delivered: boolean }[]
    >`select id, delivered_at is not null as delivered from outbox order by seq`;
  // What was received is marked a moment later.
  await expect
    .poll(async () => (await rows()).filter((r) => r.delivered).length, { timeout: 20_000 })
    .toBe(250);
  expect(received).toHaveLength(250);
  expect(new Set(received.map((e) => e.id))).toEqual(new Set((await rows()).map((r) => r.id)));
});

it("takes along the trace that an event carries, beside its own data", async () => {
  const carried = `00-${"ab".repeat(16)}-${"cd".repeat(8)}-01`;
  await withSystem((tx) =>
    tx.insert(outbox).values({ name: "test/traced", data: { n: 1 }, traceparent: carried }),
  );
  relays.push(await startRelay(client, 100));
  await expect.poll(() => received.map(({ data }) => data)).toEqual([{ n: 1, _traceparent: carried }]);
});

it("keeps the order of writing", async () => {
  await sendAll(
    "test/ordered",
    Array.from({ length: 150 }, (_, n) => ({ n })),
  );
  relays.push(await startRelay(client, 100));
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(150);
  expect(received.map((e) => e.data.n)).toEqual(Array.from({ length: 150 }, (_, n) => n));
});

it("tells why an event was not sent without the values of a statement", async () => {
  const failed = Object.assign(new Error("Failed query: insert … params: secret@example.test"), {
    query: "insert into users (email) values ($1)",
    params: ["secret@example.test"],
    cause: new Error("connection refused"),
  });
  const broken = new Inngest({ id: "relay-broken", isDev: false, eventKey: "test-key" });
  broken.send = () => Promise.reject(failed);
  relays.push(await startRelay(broken, 50));
  const id = await send("test/failing", { n: 1 });
  const error = async () =>
    (
      await pool("cai_system").sql<
        { error: string | null }[]
      >`select last_error as error from outbox where id = ${id}`
    )[0]?.error;
  await expect.poll(error, { timeout: 15_000 }).toBeTruthy();
  expect(await error()).toBe(
    "Error: Failed query: insert into users (email) values ($1) (Error: connection refused)",
  );
  await pool("cai_system").sql`delete from outbox where id = ${id}`;
});

it("keeps an event while Inngest is out of reach and sends it afterwards under the same id", async () => {
  failing = true;
  relays.push(await startRelay(client, 50));
  const id = await send("test/kept", { n: 1 });
  const row = () =>
    pool("cai_system").sql<
      { attempts: number; error: string | null }[]
    >`select attempts, last_error as error from outbox where id = ${id}`;
  await expect.poll(async () => (await row())[0]?.error, { timeout: 15_000 }).toBeTruthy();
  expect(received).toEqual([]);
  failing = false;
  await expect.poll(() => received.map((e) => e.id), { timeout: 15_000 }).toEqual([id]);
});
