import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { apiClient } from "#lib/api-client/index.ts";
import { config } from "#lib/config/index.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { signature } from "#lib/webhooks/secrets.ts";
import {
  CLIENT_DOCUMENT,
  CLIENT_TYPES,
  generatedClient,
  generatedDocument,
  typeOf,
} from "../../scripts/generate-client.ts";
import { estimateByHand } from "./examples/estimate-by-hand.ts";
import { readUsage } from "./examples/read-usage.ts";
import { verifyWebhook } from "./examples/verify-webhook.ts";

afterAll(closePools);

/** Hands requests to the routes' own handlers, as the server would. */
async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const [pattern, load] of Object.entries(ROUTE_MODULES)) {
    const match = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    if (!match) continue;
    const found = declaredMethods(await load()).find(({ method }) => method === request.method);
    if (!found?.handler) continue;
    const headers = new Headers(request.headers);
    headers.set("host", config().rootDomain);
    return found.handler(new Request(request, { headers }), { params: Promise.resolve({ ...match.groups }) });
  }
  return new Response(null, { status: 404 });
}

describe("the typed client", () => {
  it("is made from the present routes: run `npm run generate:client` when this fails", async () => {
    expect(await readFile(CLIENT_TYPES, "utf8")).toBe(await generatedClient());
    expect(await readFile(CLIENT_DOCUMENT, "utf8")).toBe(await generatedDocument());
  });

  it("writes types for what a schema says", () => {
    expect(
      typeOf({
        type: "object",
        required: ["a"],
        properties: { a: { type: ["string", "null"] }, b: { type: "array", items: { enum: ["x", 1] } } },
      }),
    ).toBe('{ "a": (string | null); "b"?: ("x" | 1)[]; }');
    expect(() => typeOf({ type: "tuple" })).toThrow("tuple");
    expect(() => typeOf({ $ref: "#/$defs/x" })).toThrow("$defs");
  });

  it("carries out the documentation's examples", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const { key } = await makeKey(tenant.id, "editor");
    const client = apiClient({
      baseUrl: `http://${config().rootDomain}`,
      apiKey: key,
      organisation: tenant.slug,
      fetch: dispatch,
    });
    const { cost, carbon } = await estimateByHand(client);
    expect(Number(cost.likely)).toBeGreaterThan(0);
    expect(carbon?.a1_a3_kg).toBeGreaterThan(0);
    expect(await readUsage(client)).toEqual({
      files: expect.any(Number),
      storage: expect.any(Number),
      calls: expect.any(Number),
    });
    const { error, response } = await client.GET("/api/files/{id}", {
      params: { path: { id: crypto.randomUUID() } },
    });
    expect(response.status).toBe(404);
    expect(error?.code).toBe("file_not_found");
  });

  it("shows how a webhook is verified, as we sign it", () => {
    const secret = `whsec_${Buffer.from("a secret of thirty-two bytes ...").toString("base64")}`;
    const now = Math.floor(Date.now() / 1000);
    const signed = (id: string, timestamp: number, body: string) =>
      new Headers({
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": signature([secret], id, timestamp, body),
      });
    expect(verifyWebhook(secret, signed("msg_1", now, "{}"), "{}")).toBe(true);
    expect(verifyWebhook(secret, signed("msg_1", now, "{}"), "{ }")).toBe(false);
    expect(verifyWebhook(secret, signed("msg_1", now - 301, "{}"), "{}")).toBe(false);
    expect(verifyWebhook(`whsec_AA${secret.slice(6)}`, signed("msg_1", now, "{}"), "{}")).toBe(false);
    expect(verifyWebhook(secret, new Headers(), "{}")).toBe(false);
  });
});
