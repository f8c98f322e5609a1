import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { files, tenants } from "#db/schema/index.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { objectStores } from "#lib/storage/index.ts";
import { POST } from "../../app/api/files/upload/route.ts";

/** The route behind Node's server, as Next puts it there: the request is the body, the answer is piped. */
const server = http.createServer(async (request, response) => {
  const chunks = request[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      cancel: async () => void (await chunks.return?.()),
    },
    { highWaterMark: 0 },
  );
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const init = { method: "POST", headers, body, duplex: "half" } as const;
  const answer = await POST(new Request(`http://${request.headers.host}${request.url}`, init));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  // A sender that is cut off while it sends on is what the route wants.
  if (answer.body) await pipeline(answer.body, response).catch(() => {});
});
let port = 0;
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = address && typeof address !== "string" ? address.port : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await closePools();
});

const MIB = 2 ** 20;
const BOUNDARY = "a-boundary";
const HEADER = "ISO-10303-21;\nHEADER;\n";

/** The head of a request that declares a form of some size, and its form up to the file's first bytes. */
async function formOf(given: { filename: string; size: number; first?: string; storageQuota?: number }) {
  const tenant = await makeTenant(given.storageQuota ? { storageQuota: given.storageQuota } : {});
  const { headers } = await makeKey(tenant.id, "editor");
  const start = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${given.filename}"\r\n\r\n`;
  const length = start.length + given.size + `\r\n--${BOUNDARY}--\r\n`.length;
  const fields = {
    ...headers,
    host: `${tenant.slug}.localhost:3000`,
    "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
    "content-length": String(length),
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `POST /api/files/upload HTTP/1.1\r\n${head.join("")}\r\n${start}${given.first ?? HEADER}`;
  return { tenant, text };
}

/** What a refused upload must leave: nothing. */
async function left(tenantId: string) {
  const [balance] = await withTenant(tenantId, (tx) =>
    tx.select({ used: tenants.storageUsed, reserved: tenants.storageReserved }).from(tenants),
  );
  const rows = await withTenant(tenantId, (tx) => tx.select({ id: files.id }).from(files));
  const objects: string[] = [];
  for await (const { key } of objectStores().files.list(`files/${tenantId}/`)) objects.push(key);
  return { ...balance, rows: rows.length, objects };
}
const NOTHING = { used: 0, reserved: 0, rows: 0, objects: [] };

/** A sender that collects what it is answered, and notices when it is cut off. */
async function send(text: string) {
  const socket = net.connect(port, "127.0.0.1");
  const state = { answer: "", closed: false };
  socket.on("data", (data) => {
    state.answer += data;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    state.closed = true;
  });
  await once(socket, "connect");
  socket.write(text);
  return { socket, state };
}

const CASES = [
  ["of a type that is not allowed", { filename: "a.exe", size: 500 * MIB }, 415, "file_type_not_allowed"],
  [
    "larger than the quota",
    { filename: "a.ifc", size: 500 * MIB, storageQuota: MIB },
    429,
    "storage_quota_exceeded",
  ],
  ["larger than a file may be", { filename: "a.ifc", size: 6 * 1024 * MIB }, 413, "file_too_large"],
  [
    "whose first bytes are of something else",
    { filename: "a.ifc", size: 500 * MIB, first: `%PDF-1.7 ${"x".repeat(200_000)}` },
    400,
    "content_mismatch",
  ],
] as const;

describe.each(CASES)("a form with a file %s", (_what, given, status, code) => {
  it("is refused before it has been sent, and leaves nothing", async () => {
    const { tenant, text } = await formOf(given);
    const { socket, state } = await send(text);
    await vi.waitFor(() => expect(state.answer).toContain(code), { timeout: 10_000 });
    expect(state.answer).toContain(`HTTP/1.1 ${status} `);
    expect(state.answer.toLowerCase()).toContain("connection: close");
    await vi.waitFor(() => expect(state.closed).toBe(true), { timeout: 10_000 });
    expect(await left(tenant.id)).toEqual(NOTHING);
    socket.destroy();
  });

  it("is refused to a sender that never stops, who reads the whole answer before it is cut off", async () => {
    const { tenant, text } = await formOf(given);
    const { socket, state } = await send(text);
    const block = Buffer.alloc(64 * 1024, "x");
    // Slower than the second that it is given would take to send it all.
    const endless = Readable.from(
      (async function* () {
        while (!state.closed) {
          yield block;
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      })(),
    );
    await pipeline(endless, socket, { end: false }).catch(() => {});
    await vi.waitFor(() => expect(state.closed).toBe(true), { timeout: 10_000 });
    expect(state.answer).toContain(`HTTP/1.1 ${status} `);
    expect(state.answer).toContain(code);
    expect(socket.bytesWritten).toBeLessThan(given.size);
    expect(await left(tenant.id)).toEqual(NOTHING);
  });
});

it("a sender that goes away in the middle leaves nothing", async () => {
  const { tenant, text } = await formOf({ filename: "a.ifc", size: 5 * MIB });
  const { socket } = await send(text);
  await vi.waitFor(async () => expect(await left(tenant.id)).toMatchObject({ rows: 1 }), { timeout: 10_000 });
  socket.destroy();
  await vi.waitFor(async () => expect(await left(tenant.id)).toEqual(NOTHING), { timeout: 10_000 });
});
