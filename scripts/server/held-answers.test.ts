import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { HeldAnswers } from "./held-answers.ts";

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server that holds each answer; the caller is named by the path. */
async function serve(held: HeldAnswers, ms: number) {
  const done: string[] = [];
  const server = http.createServer(async (request, response) => {
    const caller = request.url ?? "";
    await held.send(caller, response, new Response("no", { status: 429, headers: { "x-a": "b" } }), ms);
    done.push(caller);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, signal?: AbortSignal) => {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, signal ? { signal } : {});
    return { answer, text: await answer.text(), ms: performance.now() - startedAt };
  };
  return { ask, done };
}
const arrive = () => new Promise((resolve) => setTimeout(resolve, 60));

it("holds an answer for its time and sends it whole", async () => {
  const { ask } = await serve(new HeldAnswers({ most: 10, mostOfOne: 10 }), 200);
  const { answer, text, ms } = await ask("/loud");
  expect([answer.status, answer.headers.get("x-a"), text]).toEqual([429, "b", "no"]);
  expect(ms).toBeGreaterThan(190);
});

it("holds so many of a caller and so many in all; what is beyond is sent at once and ends its connection", async () => {
  const { ask } = await serve(new HeldAnswers({ most: 3, mostOfOne: 2 }), 400);
  const held = [ask("/loud"), ask("/loud")];
  await arrive();
  const beyond = await ask("/loud");
  expect(beyond.ms).toBeLessThan(200);
  expect([beyond.answer.status, beyond.answer.headers.get("connection")]).toEqual([429, "close"]);
  held.push(ask("/other"));
  await arrive();
  expect((await ask("/third")).answer.headers.get("connection")).toBe("close");
  for (const { answer, ms } of await Promise.all(held)) {
    expect(ms).toBeGreaterThan(390);
    expect(answer.headers.get("connection")).not.toBe("close");
  }
  expect((await ask("/loud")).ms).toBeGreaterThan(390);
});

it("drops the answer to a caller who has gone, which makes room for another", async () => {
  const held = new HeldAnswers({ most: 1, mostOfOne: 1 });
  const { ask, done } = await serve(held, 300);
  const leaving = new AbortController();
  const left = ask("/loud", leaving.signal).catch(() => "left");
  await arrive();
  leaving.abort();
  expect(await left).toBe("left");
  await arrive();
  expect(done).toEqual(["/loud"]);
  expect((await ask("/loud")).ms).toBeGreaterThan(290);
});

it("sends what it holds when it ends, and holds nothing after", async () => {
  const held = new HeldAnswers({ most: 10, mostOfOne: 10 });
  const { ask } = await serve(held, 5000);
  const waiting = ask("/loud");
  await arrive();
  held.end();
  expect((await waiting).answer.status).toBe(429);
  expect((await ask("/loud")).ms).toBeLessThan(1000);
});
