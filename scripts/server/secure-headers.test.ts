import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { secureHeaders } from "./secure-headers.ts";

const server = http.createServer((request, response) => {
  secureHeaders(response, request.headers["x-test"] === "https" ? "https" : "http");
  if (request.url?.startsWith("/implicit") || request.url?.startsWith("/_next/")) response.end("a");
  else if (request.url === "/object") response.writeHead(404, { "content-type": "text/plain" }).end("b");
  else if (request.url === "/array") response.writeHead(200, "Fine", ["Content-Type", "text/css"]).end("c");
  else {
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.writeHead(200, { "Referrer-Policy": "no-referrer" }).end("d");
  }
});
afterAll(() => server.close());

it("adds to whatever answer what it does not say itself, and once", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, protocol = "https") => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { "x-test": protocol } });
    return { status: response.status, ...Object.fromEntries(response.headers) };
  };
  const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
  const all = {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
  };
  expect(await ask("/implicit")).toMatchObject({ status: 200, ...all });
  expect(await ask("/object")).toMatchObject({ status: 404, "content-type": "text/plain", ...all });
  expect(await ask("/array")).toMatchObject({ status: 200, "content-type": "text/css", ...all });
  expect(await ask("/own")).toMatchObject({
    ...all,
    "content-security-policy": "default-src 'none'; sandbox",
    "referrer-policy": "no-referrer",
  });
  // Workers are scripts of the bundler, and the one of uploads compiles WebAssembly; nothing else may.
  expect(await ask("/_next/static/chunks/a.js")).toMatchObject({
    ...all,
    "content-security-policy": `${policy}; script-src 'self' 'wasm-unsafe-eval'`,
  });
  expect(await ask("/implicit?/_next/static/")).toMatchObject({ status: 200, ...all });
  expect(await ask("/implicit", "http")).not.toHaveProperty("strict-transport-security");
});
