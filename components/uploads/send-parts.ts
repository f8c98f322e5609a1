import { ApiError } from "#components/data/api.ts";
import { FileUnreadable } from "./hash-file.ts";
import type { Job } from "./job.ts";
import type { Ports } from "./ports.ts";

/** What the server answers of an upload's parts: links for those that are missing, and those that it has. */
export interface ServerParts {
  file_id: string;
  part_size: number;
  parts: { number: number; url: string }[];
  received?: { number: number; etag: string; size: number }[];
}

const PARTS_AT_ONCE = 3;
/** A part is tried again at once; whatever lasts longer is waited for with the whole upload. */
const TRIES = 2;

/** Takes over what the server has of an upload, and where the rest goes. */
export function noteParts(job: Job, answer: ServerParts): void {
  job.partSize = answer.part_size;
  job.urls = new Map(answer.parts.map((part) => [part.number, part.url]));
  if (answer.received) job.done = new Map(answer.received.map((part) => [part.number, part.etag]));
  job.item = { ...job.item, fileId: answer.file_id, loaded: arrived(job) };
}

/**
 * Sends the parts that are missing, three at once. `onProgress` is told the bytes of the whole file that were sent so
 * far. Throws what a part failed by, `FileUnreadable`, or the signal's reason; then no part is under way any more.
 */
export async function sendParts(
  job: Job,
  file: File,
  ports: Pick<Ports, "call" | "put">,
  signal: AbortSignal,
  onProgress: (loaded: number) => void,
): Promise<void> {
  const waiting = [...job.urls.keys()].filter((number) => !job.done.has(number)).sort((a, b) => a - b);
  const inFlight = new Map<number, number>();
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const report = () =>
    onProgress(arrived(job) + [...inFlight.values()].reduce((sum, bytes) => sum + bytes, 0));
  const lane = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const part = number;
      const etag = await sendPart(job, file, part, ports, both, (bytes) => {
        inFlight.set(part, bytes);
        report();
      });
      inFlight.delete(part);
      job.done.set(part, etag);
      job.tries = 0;
      report();
    }
  };
  const lanes = Array.from({ length: PARTS_AT_ONCE }, () =>
    lane().catch((error) => {
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(lanes);
  both.throwIfAborted();
}

async function sendPart(
  job: Job,
  file: File,
  number: number,
  ports: Pick<Ports, "call" | "put">,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const start = (number - 1) * job.partSize;
  const body = file.slice(start, Math.min(file.size, start + job.partSize));
  for (let attempt = 1; ; attempt++) {
    try {
      return await ports.put(job.urls.get(number) ?? "", body, { signal, onProgress });
    } catch (error) {
      signal.throwIfAborted();
      await refuseUnreadable(body);
      if (attempt >= TRIES || !(error instanceof ApiError)) throw error;
      onProgress(0);
      // A link that has expired is the one refusal that a fresh link mends.
      if (error.status === 403) {
        const fresh = await ports.call<ServerParts>(`/api/files/${job.item.fileId}/parts`, { signal });
        for (const part of fresh.parts) job.urls.set(part.number, part.url);
      }
    }
  }
}

/** A file that was changed on the disk meanwhile cannot be sent; the browser calls that a lost connection. */
async function refuseUnreadable(body: Blob): Promise<void> {
  await body
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new FileUnreadable();
    });
}

function arrived(job: Job): number {
  let bytes = 0;
  for (const number of job.done.keys())
    bytes += Math.min(job.partSize, job.item.size - (number - 1) * job.partSize);
  return bytes;
}
