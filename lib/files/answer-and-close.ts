/** How long a sender has to notice that it is refused, in milliseconds. */
const LINGER_MS = 1000;

/**
 * An answer to a request whose body has not been read to its end: it leaves at once and closes the connection. What is
 * still on its way is thrown away for up to a second, before the answer ends: a connection closed on unread bytes is
 * reset, and a reset can overtake the answer.
 */
export function answerAndClose(answer: Response, unread: ReadableStream<Uint8Array> | null): Response {
  const headers = new Headers(answer.headers);
  headers.set("connection", "close");
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new Uint8Array(await answer.arrayBuffer()));
      if (unread) await discard(unread);
      controller.close();
    },
  });
  return new Response(body, { status: answer.status, headers });
}

async function discard(unread: ReadableStream<Uint8Array>): Promise<void> {
  const reader = unread.getReader();
  const enough = setTimeout(() => reader.releaseLock(), LINGER_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The time is over, or the sender has gone: either way nobody wants the rest.
  } finally {
    clearTimeout(enough);
  }
}
