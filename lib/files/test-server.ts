import http from "node:http";

export interface TestServer {
  url: string;
  close(): Promise<void>;
}

/** A plain HTTP server on a free port in front of one request handler; 404 for what that does not take. */
export async function startServer(
  handler: ((request: http.IncomingMessage, response: http.ServerResponse) => Promise<boolean>) | null,
): Promise<TestServer> {
  const server = http.createServer(async (request, response) => {
    if (await handler?.(request, response)) return;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The test server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
