import type { FileSource, UploadOptions } from "./types.ts";

/** What the browser keeps of an upload that is not finished, so that a reload does not lose it. */
export interface KeptUpload {
  key: string;
  /** Whose it is: others who sign in at this browser do not see it. */
  owner: string;
  /** Milliseconds since the epoch. */
  addedAt: number;
  name: string;
  folder: string;
  size: number;
  lastModified: number;
  options: UploadOptions;
  /** The upload's own name for the server, so that it is begun once. */
  ask: string;
  sha256: string | null;
  fileId: string | null;
  paused: boolean;
  /** Cancelled while the server could not be told. */
  discarded: boolean;
  source: FileSource | null;
}

export interface UploadStore {
  all(): Promise<KeptUpload[]>;
  find(key: string): Promise<KeptUpload | undefined>;
  put(kept: KeptUpload): Promise<void>;
  /** Keeps the file's bytes as well. Rejects where the browser has no room for them. */
  putCopy(key: string, file: File): Promise<void>;
  copyOf(key: string): Promise<File | undefined>;
  forget(key: string): Promise<void>;
  /** What of the files themselves is kept, copies and ways to them: whoever signs out leaves none behind. */
  forgetContents(): Promise<void>;
}

const UPLOADS = "queue";
const COPIES = "copies";

/** In the browser's own database, which belongs to the organisation's address. */
export const browserStore: UploadStore = {
  all: () => request<KeptUpload[]>(UPLOADS, "readonly", (store) => store.getAll()),
  find: (key) => request<KeptUpload | undefined>(UPLOADS, "readonly", (store) => store.get(key)),
  put: (kept) => request(UPLOADS, "readwrite", (store) => store.put(kept)),
  putCopy: (key, file) => request(COPIES, "readwrite", (store) => store.put(file, key)),
  copyOf: (key) => request<File | undefined>(COPIES, "readonly", (store) => store.get(key)),
  async forget(key) {
    await request(UPLOADS, "readwrite", (store) => store.delete(key));
    await request(COPIES, "readwrite", (store) => store.delete(key));
  },
  async forgetContents() {
    await request(COPIES, "readwrite", (store) => store.clear());
    for (const kept of await browserStore.all())
      if (kept.source) await browserStore.put({ ...kept, source: null });
  },
};

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("construction-ai", 2);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      // Of the first version: uploads by the server's id, with the file inside.
      if (database.objectStoreNames.contains("uploads")) database.deleteObjectStore("uploads");
      database.createObjectStore(UPLOADS, { keyPath: "key" });
      database.createObjectStore(COPIES);
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function request<T>(
  name: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const asked = ask(transaction.objectStore(name));
      // A write counts when it is committed: the room may be missing only then.
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    database.close();
  }
}
