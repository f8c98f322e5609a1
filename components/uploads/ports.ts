import { api } from "#components/data/api.ts";
import { connection } from "#components/data/connection.ts";
import { hashFile } from "./hash-file.ts";
import { putPart } from "./put-part.ts";
import { browserStore, type UploadStore } from "./upload-store.ts";

/** What the queue needs of the browser. */
export interface Ports {
  call: typeof api;
  put: typeof putPart;
  hash: typeof hashFile;
  store: UploadStore;
  connection: Pick<typeof connection, "subscribe" | "snapshot">;
  /**
   * Waits until no other tab of this browser works on an upload, and keeps them away from it until what it answers is
   * called. Rejects when `signal` is aborted first.
   */
  lock(key: string, signal: AbortSignal): Promise<() => void>;
}

export const browserPorts: Ports = {
  call: api,
  put: putPart,
  hash: hashFile,
  store: browserStore,
  connection,
  lock: (key, signal) =>
    new Promise((resolve, reject) => {
      navigator.locks
        .request(`upload ${key}`, { signal }, () => new Promise<void>((release) => resolve(release)))
        .catch(reject);
    }),
};
