import { Readable } from "node:stream";
import { expect, it, vi } from "vitest";
import { streamBody } from "./stream-body.ts";

const endless = () => new Readable({ read() {} });

it("ends a stream whose client has left before the first byte was read", async () => {
  const stream = endless();
  streamBody(stream, { signal: AbortSignal.abort() });
  await vi.waitFor(() => expect(stream.destroyed).toBe(true));
});

it("ends one whose client leaves while it waits for more", async () => {
  const client = new AbortController();
  const stream = endless();
  const read = streamBody(stream, client).getReader().read();
  client.abort();
  await expect(read).rejects.toThrow();
  expect(stream.destroyed).toBe(true);
});

it("sends the rest as it is", async () => {
  const body = streamBody(Readable.from([Buffer.from("a"), Buffer.from("b")]), new AbortController());
  expect(await new Response(body).text()).toBe("ab");
});
