import type http from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Lets a server end without losing an answer. `watch` is told of each request before anything is sent. From `begin` on every
 * connection ends with its next answer. `end` stops listening and waits for the answers under way, for `graceMs` at most;
 * then it says how many were cut off.
 */
export function drainable(server: http.Server): {
  watch: (response: http.ServerResponse) => void;
  begin: () => void;
  end: (graceMs: number) => Promise<{ cut: number }>;
} {
  const underWay = new Set<http.ServerResponse>();
  let draining = false;
  const begin = () => {
    if (draining) return;
    draining = true;
    for (const response of underWay) lastOfItsConnection(response);
  };
  return {
    begin,
    watch(response) {
      if (draining) lastOfItsConnection(response);
      underWay.add(response);
      response.once("close", () => underWay.delete(response));
    },
    async end(graceMs) {
      begin();
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeIdleConnections();
      const inTime = new AbortController();
      await Promise.race([closed, pause(graceMs, undefined, { signal: inTime.signal }).catch(() => {})]);
      inTime.abort();
      const cut = underWay.size;
      server.closeAllConnections();
      await closed;
      return { cut };
    },
  };
}

/** The caller is told that its connection ends with this answer; where the answer has begun, it just ends. */
function lastOfItsConnection(response: http.ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
  const { socket } = response.req;
  response.once("finish", () => socket.end());
}
