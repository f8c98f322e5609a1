import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { ALL_RULES, type Peer } from "./contract/peer.ts";
import { objectStoreContract } from "./contract.ts";
import { createObjectStores } from "./create-stores.ts";
import { createDiskStoreHandler } from "./disk/http.ts";

objectStoreContract("disk", openDisk, ALL_RULES);

async function openDisk(): Promise<Peer> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "object-store-"));
  let ahead = 0;
  const options = {
    dir,
    secret: "s".repeat(32),
    publicPath: "/_objects/",
    restoreSeconds: 10,
    now: () => new Date(Date.now() + ahead * 1000),
  };
  const handler = createDiskStoreHandler(options);
  const server = http.createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return {
    stores: createObjectStores({ kind: "disk", ...options }),
    absolute: (url) => new URL(url, `http://127.0.0.1:${address.port}`).href,
    passTime: async (seconds) => {
      ahead += seconds;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true });
    },
  };
}
