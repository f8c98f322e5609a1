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
  /**
   * Says that a queue runs in this tab until what it answers is called. `onSignOut` is called when the person signs out in
   * another one.
   */
  enter(onSignOut: () => void): () => void;
}

const SIGN_OUTS = "uploads-sign-out";
const QUEUES = "uploads-running";
/** For other tabs to end their queues, milliseconds. One that the browser has frozen does not answer, and writes nothing. */
const TABS_MS = 3_000;

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
  enter(onSignOut) {
    const channel = new BroadcastChannel(SIGN_OUTS);
    channel.onmessage = onSignOut;
    const left = Promise.withResolvers<void>();
    const asking = new AbortController();
    navigator.locks
      .request(QUEUES, { mode: "shared", signal: asking.signal }, () => left.promise)
      .catch(() => undefined);
    return () => {
      channel.close();
      asking.abort();
      left.resolve();
    };
  },
};

/**
 * After signing out: ends the queues of this browser's other tabs, whose uploads would go on as whoever signs in next, and
 * forgets what of the files is kept. What is unfinished goes on when its person is back and chooses the files again.
 */
export async function forgetContents(): Promise<void> {
  const channel = new BroadcastChannel(SIGN_OUTS);
  channel.postMessage(null);
  channel.close();
  const forget = () => browserStore.forgetContents();
  await navigator.locks.request(QUEUES, { signal: AbortSignal.timeout(TABS_MS) }, forget).catch(forget);
}
