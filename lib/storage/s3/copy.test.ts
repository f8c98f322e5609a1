import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AccessDenied } from "../store.ts";
import { createClient } from "./client.ts";
import { copyObject } from "./copy.ts";

/** An S3 that refuses the second part at once, while it is still at the others. */
const seen: string[] = [];
const refused = Promise.withResolvers<void>();
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "", "http://s3");
  const part = searchParams.get("partNumber");
  const xml = (status: number, body: string) =>
    response.writeHead(status, { "content-type": "application/xml" }).end(body);
  if (request.method === "HEAD") response.writeHead(200, { "content-length": "80", etag: '"source"' }).end();
  else if (request.method === "POST" && searchParams.has("uploads"))
    xml(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
  else if (request.method === "DELETE") {
    seen.push("dropped");
    response.writeHead(204).end();
  } else if (part === "2") {
    xml(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    // An upload that is dropped now, while parts are under way, would be seen first.
    setTimeout(refused.resolve, 300);
  } else {
    void refused.promise.then(() => {
      seen.push("part");
      xml(200, "<CopyPartResult><ETag>&quot;p&quot;</ETag></CopyPartResult>");
    });
  }
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it("drops a copy in parts that failed once none of its parts is under way any more", async () => {
  const { port } = server.address() as AddressInfo;
  const client = createClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    accessKeyId: "a",
    secretAccessKey: "b",
    filesBucket: "files",
    archiveBucket: "archive",
    forcePathStyle: true,
  });
  const from = { bucket: "files", key: "a" };
  const copy = copyObject(client, from, { bucket: "archive", key: "a" }, {}, 10);
  await expect(copy).rejects.toThrow(AccessDenied);
  client.destroy();
  expect(seen.filter((what) => what === "part").length).toBeGreaterThanOrEqual(3);
  expect(seen.at(-1)).toBe("dropped");
  expect(seen.filter((what) => what === "dropped")).toHaveLength(1);
});
