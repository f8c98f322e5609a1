import { afterAll, beforeAll, expect, it } from "vitest";
import type { Resolve } from "#lib/net/public-address.ts";
import { type PostOptions, post } from "./post.ts";
import { CERTIFICATE } from "./test/certificate.ts";
import { startReceiver } from "./test/receiver.ts";

let plain: Awaited<ReturnType<typeof startReceiver>>;
let secure: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  [plain, secure] = await Promise.all([startReceiver(), startReceiver({ tls: true })]);
});
afterAll(() => Promise.all([plain.close(), secure.close()]));

const here: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];
const send = (url: string, options: PostOptions = {}) =>
  post(new URL(url), { "content-type": "application/json" }, "{}", {
    allowLoopback: true,
    timeoutMs: 2000,
    ...options,
  });

it("goes over TLS to a certificate that is trusted and of that name, and to no other", async () => {
  const trusted = { resolve: here, ca: CERTIFICATE };
  await expect(send(secure.url, trusted)).resolves.toMatchObject({ status: 204 });
  await expect(send(secure.url, { resolve: here })).rejects.toMatchObject({ code: "tls_failed" });
  const other = secure.url.replace("receiver.example", "other.example");
  await expect(send(other, trusted)).rejects.toMatchObject({ code: "tls_failed" });
  await expect(send(plain.url.replace("http:", "https:"), trusted)).rejects.toMatchObject({
    code: "tls_failed",
  });
});

it("takes a redirect for an answer and follows none", async () => {
  plain.answers((response) => response.writeHead(307, { location: plain.url }).end());
  const before = plain.received.length;
  await expect(send(plain.url)).resolves.toMatchObject({ status: 307 });
  expect(plain.received.length - before).toBe(1);
});

it("reads 64 KiB of a body that has no end, and knows the answer", async () => {
  plain.answers((response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(8192, "x");
    const write = () => {
      while (response.write(chunk));
      response.once("drain", write);
    };
    write();
  });
  const { status, body } = await send(plain.url);
  expect([status, body.length]).toEqual([200, 64 * 1024]);
});

it.each([
  ["never answers", () => {}],
  [
    "drips its answer",
    (response: import("node:http").ServerResponse) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    },
  ],
])("gives up on a receiver that %s", async (_, answer) => {
  plain.answers(answer);
  const began = performance.now();
  await expect(send(plain.url, { timeoutMs: 200 })).rejects.toMatchObject({ code: "timed_out" });
  expect(performance.now() - began).toBeLessThan(1500);
});

it("says what was wrong where no answer comes", async () => {
  plain.answers((response) => response.destroy());
  await expect(send(plain.url)).rejects.toMatchObject({ code: "connection_failed" });
  await expect(send("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "connection_failed" });
  const unknown = { resolve: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })) };
  await expect(send("https://nowhere.example/", unknown)).rejects.toMatchObject({ code: "name_not_found" });
  const slow: Resolve = () => new Promise(() => {});
  await expect(send("https://slow.example/", { resolve: slow, timeoutMs: 100 })).rejects.toMatchObject({
    code: "timed_out",
  });
});

it("reaches nothing that is not public, by whatever spelling, name or second answer", async () => {
  plain.answers(204);
  const before = plain.received.length;
  const { port } = new URL(plain.url);
  for (const host of [
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "localhost",
  ])
    await expect(send(`http://${host}:${port}/`, { allowLoopback: false })).rejects.toMatchObject({
      code: "address_refused",
    });
  const answers = [[{ address: "93.184.216.34", family: 4 as const }]];
  const rebinding: Resolve = async () => answers.shift() ?? [{ address: "127.0.0.1", family: 4 }];
  await rebinding("looked at before.example");
  await expect(
    send(`http://rebinding.example:${port}/`, { allowLoopback: false, resolve: rebinding }),
  ).rejects.toMatchObject({ code: "address_refused" });
  expect(plain.received.length).toBe(before);
});
