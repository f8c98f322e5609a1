import { ApiError } from "#components/data/api.ts";
import type { Connection } from "#components/data/connection.ts";
import type { Ports } from "../ports.ts";
import type { KeptUpload, UploadStore } from "../upload-store.ts";

const PART = 10;

interface Stored {
  file_id: string;
  filename: string;
  uploaded_at: string | null;
  sha256: string;
  size: number;
  parts: Map<number, string>;
  pending: boolean;
}

/** A server and a browser of a test's own: files in parts of ten bytes, a hash that is the content. */
export class FakePorts implements Ports {
  readonly files = new Map<string, Stored>();
  /** Method and path of each call, in order. */
  readonly calls: string[] = [];
  readonly kept = new Map<string, KeptUpload>();
  readonly copies = new Map<string, File>();
  /** Called before a request is answered, a part too (`PUT`); what it throws is what it fails by. */
  before: (what: string) => Promise<void> | void = () => undefined;
  #state: Connection = "online";
  #listeners = new Set<() => void>();
  #locks = new Map<string, Promise<void>>();

  become(state: Connection): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  connection = {
    subscribe: (listener: () => void) => {
      this.#listeners.add(listener);
      return () => void this.#listeners.delete(listener);
    },
    snapshot: () => this.#state,
  };

  store: UploadStore = {
    all: async () => [...this.kept.values()],
    find: async (key) => this.kept.get(key),
    put: async (kept) => void this.kept.set(kept.key, structuredClone(kept)),
    putCopy: async (key, file) => void this.copies.set(key, file),
    copyOf: async (key) => this.copies.get(key),
    forget: async (key) => {
      this.kept.delete(key);
      this.copies.delete(key);
    },
    forgetContents: async () => this.copies.clear(),
  };

  lock: Ports["lock"] = async (key) => {
    await this.#locks.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#locks.set(key, promise);
    return resolve;
  };

  readonly queues = new Set<() => void>();
  enter: Ports["enter"] = (onSignOut) => {
    this.queues.add(onSignOut);
    return () => void this.queues.delete(onSignOut);
  };

  hash: Ports["hash"] = async (file, { signal, onProgress }) => {
    await this.#asked("HASH", signal);
    onProgress(file.size);
    return file.text();
  };

  put: Ports["put"] = async (url, body, { signal, onProgress }) => {
    const [, id = "", number = ""] = url.split("/");
    this.calls.push(`PUT ${number}`);
    await this.#asked(`PUT ${number}`, signal);
    onProgress(body.size);
    this.files.get(id)?.parts.set(Number(number), await body.text());
    return `etag-${number}`;
  };

  call: Ports["call"] = async <T>(
    path: string,
    options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
  ) => {
    const method = options.method ?? (options.body === undefined ? "GET" : "POST");
    this.calls.push(`${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`);
    await this.#asked(`${method} ${path.split("?")[0]}`, options.signal);
    return this.#answer(method, path, options.body) as T;
  };

  async #asked(what: string, signal?: AbortSignal): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    signal?.addEventListener("abort", () => reject(signal.reason));
    await Promise.race([this.before(what), ...(signal ? [promise] : [])]);
    signal?.throwIfAborted();
  }

  #answer(method: string, path: string, body: unknown): unknown {
    const { pathname, searchParams } = new URL(path, "http://test");
    const [, , , id = "", verb] = pathname.split("/");
    if (pathname === "/api/files" && method === "GET")
      return {
        items: [...this.files.values()].filter(
          ({ pending, sha256 }) => !pending && sha256 === searchParams.get("sha256"),
        ),
      };
    if (pathname === "/api/files") {
      const { filename, size, sha256 } = body as { filename: string; size: number; sha256: string };
      const file_id = crypto.randomUUID();
      this.files.set(file_id, {
        file_id,
        filename,
        size,
        sha256,
        uploaded_at: null,
        parts: new Map(),
        pending: true,
      });
      return this.#parts(file_id, false);
    }
    const file = this.files.get(id);
    if (!file) throw new ApiError(404, { code: "file_not_found", detail: "There is no such file." });
    if (method === "DELETE") return void this.files.delete(id);
    if (verb === "parts") {
      if (!file.pending) throw new ApiError(409, { code: "upload_completed" });
      return this.#parts(id, true);
    }
    file.pending = false;
    file.uploaded_at = "2026-11-20T09:30:00Z";
    return file;
  }

  #parts(id: string, withReceived: boolean) {
    const { size = 0, parts = new Map<number, string>() } = this.files.get(id) ?? {};
    const numbers = Array.from({ length: Math.ceil(size / PART) }, (_, index) => index + 1);
    return {
      file_id: id,
      part_size: PART,
      parts: numbers
        .filter((number) => !parts.has(number))
        .map((number) => ({ number, url: `/${id}/${number}` })),
      ...(withReceived
        ? {
            received: [...parts].map(([number, text]) => ({
              number,
              etag: `etag-${number}`,
              size: text.length,
            })),
          }
        : {}),
    };
  }

  /** The content of what has arrived, by name. */
  get arrived(): [string, string][] {
    return [...this.files.values()]
      .filter(({ pending }) => !pending)
      .map(({ filename, parts }) => [
        filename,
        [...parts]
          .sort(([a], [b]) => a - b)
          .map(([, text]) => text)
          .join(""),
      ]);
  }
}
