import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import http from "node:http";

/** The baseline: a plain HTTP server that computes the SHA-256 of a body and writes it to the file given as argument. */
const file = process.argv[2] ?? "";
const server = http.createServer(async (request, response) => {
  const handle = await open(file, "w");
  const hash = createHash("sha256");
  for await (const chunk of request) {
    hash.update(chunk);
    await handle.write(chunk);
  }
  await handle.sync();
  await handle.close();
  await rm(file);
  response.end(hash.digest("hex"));
});
server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address ? address.port : 0);
});
