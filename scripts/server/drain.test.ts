import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { drainable } from "./drain.ts";

/** Longer than a test may take. */
const AMPLE_MS = 3_600_000;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it("requests under way get whole answers, whether these had begun or not, and their connections end", async () => {
  const { server, port, arrived, end } = await serve();
  const [begun, silent] = [ask(port, "/begun"), ask(port, "/silent")];
  const responses = [await arrived("/begun"), await arrived("/silent")];
  responses[0]?.write("first half, ");
  await begun.headers;
  const ended = end(AMPLE_MS);
  for (const response of responses) response.end("second half");
  expect((await begun.answer).text).toBe("first half, second half");
  expect(await silent.answer).toMatchObject({ text: "second half", connection: "close" });
  expect(await ended).toEqual({ cut: 0 });
  expect(server.listening).toBe(false);
  await expect(ask(port, "/new").answer).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("while it drains, new requests are served as the last ones of their connections", async () => {
  const { port, arrived, begin, end } = await serve();
  const agent = keepAlive();
  const first = ask(port, "/first", agent);
  (await arrived("/first")).end("one");
  expect((await first.answer).connection).toBe("keep-alive");
  const held = ask(port, "/held");
  const holding = await arrived("/held");
  begin();
  const second = ask(port, "/second", agent);
  (await arrived("/second")).end("two");
  expect(await second.answer).toMatchObject({ text: "two", connection: "close" });
  const ended = end(AMPLE_MS);
  holding.end("held");
  expect((await held.answer).text).toBe("held");
  expect(await ended).toEqual({ cut: 0 });
});

it("what takes longer than the limit is cut off and counted", async () => {
  const { port, arrived, end } = await serve();
  const stuck = ask(port, "/stuck");
  await arrived("/stuck");
  const failed = expect(stuck.answer).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await end(1)).toEqual({ cut: 1 });
  await failed;
});

/** A server whose answers are given by the test. */
async function serve() {
  const waiting = new Map<string, PromiseWithResolvers<http.ServerResponse>>();
  const slot = (path: string) => {
    const present = waiting.get(path) ?? Promise.withResolvers<http.ServerResponse>();
    waiting.set(path, present);
    return present;
  };
  const server = http.createServer((request, response) => {
    watch(response);
    slot(request.url ?? "").resolve(response);
  });
  // Nothing else ends a connection.
  server.keepAliveTimeout = 0;
  const { watch, begin, end } = drainable(server);
  closing.push(() => server.closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, port, begin, end, arrived: (path: string) => slot(path).promise };
}

function keepAlive(): http.Agent {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  closing.push(() => agent.destroy());
  return agent;
}

function ask(port: number, path: string, agent: http.Agent = keepAlive()) {
  const headers = Promise.withResolvers<void>();
  const answer = new Promise<{ text: string; connection: string | undefined }>((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port, path, agent }, (response) => {
        headers.resolve();
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ text, connection: response.headers.connection }));
        response.on("error", reject);
      })
      .on("error", reject);
  });
  answer.catch(headers.reject);
  headers.promise.catch(() => {});
  return { headers: headers.promise, answer };
}
