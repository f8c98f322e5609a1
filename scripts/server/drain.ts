import type http from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Lets a server end without losing an answer. `watch` is told of each request before anything is sent. From `begin` on every
 * connection ends with its next answer. `end` stops listening and waits for the answers under way, for `graceMs` at most;
 * then it says how many were cut off. Where the server offers `upgrades`, upgraded sockets keep nobody: they are destroyed when
 * it begins. Where it does not, an upgrade that is asked for is an ordinary request.
 */
export function drainable(
  server: http.Server,
  { upgrades }: { upgrades: boolean },
): {
  watch: (response: http.ServerResponse) => void;
  begin: () => void;
  end: (graceMs: number) => Promise<{ cut: number }>;
} {
  const underWay = new Set<http.ServerResponse>();
  const upgraded = new Set<Duplex>();
  let draining = false;
  const begin = () => {
    if (draining) return;
    draining = true;
    for (const socket of upgraded) socket.destroy();
    for (const response of underWay) lastOfItsConnection(response, underWay);
  };
  const keep = (_request: http.IncomingMessage, socket: Duplex) => {
    // The server lets go of it: a caller that breaks off would end this process.
    socket.on("error", () => {});
    if (draining) return void socket.destroy();
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
  };
  // Whoever listens takes the socket out of the server's hands.
  if (upgrades) server.on("upgrade", keep);
  return {
    begin,
    watch(response) {
      underWay.add(response);
      response.once("close", () => underWay.delete(response));
      if (draining) lastOfItsConnection(response, underWay);
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

/**
 * The caller is told that its connection ends with this answer; where the answer has begun, it just ends. Not while others
 * that were asked for on the same connection are still to come: the last of them ends it.
 */
function lastOfItsConnection(response: http.ServerResponse, underWay: Set<http.ServerResponse>): void {
  const { socket } = response.req;
  const others = () => [...underWay].filter((other) => other !== response && other.req.socket === socket);
  const earlier = others().filter((other) => !other.headersSent);
  for (const other of earlier) other.removeHeader("connection");
  if (!response.headersSent) response.setHeader("connection", "close");
  response.once("finish", () => {
    if (others().length === 0) socket.end();
  });
}
