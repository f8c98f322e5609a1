import http from "node:http";
import https from "node:https";
import { CERTIFICATE, KEY } from "./certificate.ts";

export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** How a receiver answers: a status, or whatever it does with the response. */
export type Answer = number | ((response: http.ServerResponse, request: Received) => void);

/** A receiver of webhooks on this machine: a real server, over TLS where that is asked for. `answer` may be changed at any time. */
export async function startReceiver({ tls = false }: { tls?: boolean } = {}) {
  const received: Received[] = [];
  const state: { answer: Answer } = { answer: 204 };
  const handle: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const got: Received = {
        path: request.url ?? "",
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: Buffer.concat(chunks).toString(),
      };
      received.push(got);
      if (typeof state.answer === "number") response.writeHead(state.answer).end("thanks");
      else state.answer(response, got);
    });
  };
  const server = tls
    ? https.createServer({ cert: CERTIFICATE, key: KEY }, handle)
    : http.createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The receiver has no port");
  return {
    url: `${tls ? "https://receiver.example" : "http://127.0.0.1"}:${address.port}/hook`,
    received,
    /** Answers from now on in this way. */
    answers(answer: Answer) {
      state.answer = answer;
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
