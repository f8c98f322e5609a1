import { createHmac } from "node:crypto";
import { Inngest } from "inngest";
import { expect, it } from "vitest";
import { logger } from "#lib/observability/logger.ts";
import { isServedToNetwork, serveFunctions } from "./handler.ts";

const SIGNING_KEY = `signkey-test-${"ab".repeat(32)}`;
const client = new Inngest({
  id: "handler-test",
  isDev: false,
  eventKey: "k",
  signingKey: SIGNING_KEY,
  logger: logger(),
  checkpointing: false,
});
let ran = 0;
const hello = client.createFunction({ id: "hello", triggers: [{ event: "test/hello" }] }, () => {
  ran++;
  return "hello";
});
const handler = serveFunctions(client, [hello]);

const body = JSON.stringify({
  ctx: { attempt: 0, run_id: "r" },
  event: { data: {}, name: "test/hello" },
  events: [{ data: {}, name: "test/hello" }],
  steps: {},
  version: 2,
});
const ask = (signature: string | null, sent = body) =>
  handler(
    new Request("http://app.test/api/inngest?fnId=handler-test-hello&stepId=step", {
      method: "POST",
      headers: {
        host: "app.test",
        "content-type": "application/json",
        ...(signature ? { "x-inngest-signature": signature } : {}),
      },
      body: sent,
    }),
  );
function sign(text: string, at = Math.round(Date.now() / 1000), key = "ab".repeat(32)): string {
  return `t=${at}&s=${createHmac("sha256", key).update(text).update(String(at)).digest("hex")}`;
}

it("runs a function for a request that Inngest signed", async () => {
  const response = await ask(sign(body));
  expect([response.status, await response.json(), ran]).toEqual([200, "hello", 1]);
});

it.each<[string, string | null, string]>([
  ["without a signature", null, body],
  ["with another key's", sign(body, undefined, "cd".repeat(32)), body],
  ["with an old one", sign(body, Math.round(Date.now() / 1000) - 3600), body],
  ["over another body", sign(body), body.replace('"attempt":0', '"attempt":1')],
])("refuses a request %s", async (_, signature, sent) => {
  const before = ran;
  expect((await ask(signature, sent)).status).toBe(401);
  expect(ran).toBe(before);
});

it("is not for the network while the embedded engine drives the functions", () => {
  expect(isServedToNetwork()).toBe(false);
});
