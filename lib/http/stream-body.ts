import { Readable } from "node:stream";

/**
 * A stream as the body of an answer. It is destroyed when the client has left, also where that was before the first byte:
 * then nobody reads the body, nor ends it.
 */
export function streamBody(stream: Readable, { signal }: Pick<Request, "signal">): ReadableStream {
  const end = () => void stream.destroy();
  signal.addEventListener("abort", end, { once: true });
  stream.once("close", () => signal.removeEventListener("abort", end));
  const body = Readable.toWeb(stream) as ReadableStream;
  if (signal.aborted) end();
  return body;
}
