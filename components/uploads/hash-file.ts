/** What the worker is asked, and what it answers. */
export type HashQuestion = File;
export type HashAnswer =
  | { kind: "read"; bytes: number }
  | { kind: "hashed"; sha256: string }
  | { kind: "unreadable" }
  | { kind: "failed" };

/** The file was changed, moved or deleted since it was chosen. */
export class FileUnreadable extends Error {
  override name = "FileUnreadable";
}

let worker: Worker | null = null;

/**
 * The SHA-256 of a file as 64 hexadecimal digits, read piece by piece beside the page; one file at a time. Null where the
 * browser cannot do it: then nothing is known of the file, and it is sent all the same. Throws `FileUnreadable`, and the
 * signal's reason.
 */
export function hashFile(
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    worker ??= new Worker(new URL("./hash-worker.ts", import.meta.url), { type: "module" });
    const at = worker;
    const settle = (end: () => void) => {
      signal.removeEventListener("abort", abort);
      end();
    };
    // A worker cannot be interrupted while it reads: it is ended, and the next file gets another.
    const drop = () => {
      at.terminate();
      worker = null;
    };
    const abort = () => {
      drop();
      settle(() => reject(signal.reason));
    };
    at.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if (data.kind === "read") onProgress(data.bytes);
      else if (data.kind === "hashed") settle(() => resolve(data.sha256));
      else if (data.kind === "unreadable") settle(() => reject(new FileUnreadable()));
      else settle(() => resolve(null));
    };
    at.onerror = () => {
      drop();
      settle(() => resolve(null));
    };
    signal.throwIfAborted();
    signal.addEventListener("abort", abort);
    at.postMessage(file satisfies HashQuestion);
  });
}
