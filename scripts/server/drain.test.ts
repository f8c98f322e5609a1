import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
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

it("pipelined requests on one connection all get their answers", async () => {
  const { port, arrived, end } = await serve();
  const socket = connect(port);
  socket.write("GET /one HTTP/1.1\r\nhost: a\r\n\r\nGET /two HTTP/1.1\r\nhost: a\r\n\r\n");
  const text = readAll(socket);
  const [one, two] = [await arrived("/one"), await arrived("/two")];
  one.write("first half, ");
  const ended = end(AMPLE_MS);
  one.end("second half");
  await once(one, "close");
  two.end("another");
  expect(await ended).toEqual({ cut: 0 });
  expect((await text).match(/second half|another|connection: close/gi)).toEqual([
    "second half",
    "connection: close",
    "another",
  ]);
});

it("an upgraded socket keeps nobody", async () => {
  const { server, port, begin, end } = await serve({ upgrades: true });
  const upgraded = once(server, "upgrade");
  const socket = connect(port);
  socket.write(UPGRADE);
  await upgraded;
  begin();
  // Destroyed, and not merely ended by the caller, which stays open.
  await readAll(socket);
  expect(await end(AMPLE_MS)).toEqual({ cut: 0 });
});

it("a server without upgrades takes one that is asked for as any request", async () => {
  const { port, arrived, end } = await serve();
  const socket = connect(port);
  socket.write(UPGRADE);
  const text = readAll(socket);
  const response = await arrived("/socket");
  const ended = end(AMPLE_MS);
  response.end("no socket here");
  expect(await text).toMatch(/^HTTP\/1\.1 200 .*no socket here/s);
  expect(await ended).toEqual({ cut: 0 });
});

const UPGRADE = "GET /socket HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n";

function connect(port: number): net.Socket {
  const socket = net.connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  closing.push(() => socket.destroy());
  return socket;
}

/** All that comes until the other side ends. */
async function readAll(socket: net.Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await once(socket, "end");
  // A real caller ends, too, once it has been told.
  socket.end();
  return text;
}

/** A server whose answers are given by the test. */
async function serve({ upgrades = false } = {}) {
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
  const { watch, begin, end } = drainable(server, { upgrades });
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
