/** Uploads that are under way, kept in the browser so that a reload resumes them. */
export interface KeptUpload {
  fileId: string;
  name: string;
  size: number;
  lastModified: number;
  /** The file itself, where it is small enough for the browser to keep; otherwise the person chooses it again. */
  file: File | null;
}

/** Above this a copy in the browser's own storage would cost more than choosing the file again. */
const KEEP_BYTES = 512 * 2 ** 20;
const STORE = "uploads";

export async function keepUpload(fileId: string, file: File): Promise<void> {
  const kept: KeptUpload = {
    fileId,
    name: file.name,
    size: file.size,
    lastModified: file.lastModified,
    file: file.size <= KEEP_BYTES ? file : null,
  };
  await request("readwrite", (store) => store.put(kept));
}

export async function forgetUpload(fileId: string): Promise<void> {
  await request("readwrite", (store) => store.delete(fileId));
}

export async function keptUploads(): Promise<KeptUpload[]> {
  return request<KeptUpload[]>("readonly", (store) => store.getAll());
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("construction-ai", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "fileId" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function request<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}
