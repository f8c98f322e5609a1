import { ApiError } from "#components/data/api.ts";
import { tellUnreachable } from "#components/data/connection.ts";
import { uploadFailureWords } from "./failure-words.ts";

/** A connection over which nothing passes for so long is none, whatever the browser thinks of it. */
const STALLED_MS = 60_000;

/**
 * PUTs one part to its link and returns its ETag. XMLHttpRequest, since fetch reports no upload progress. Throws
 * `ApiError` (status 0 for a network that is gone or stands still), and the signal's reason.
 */
export function putPart(
  url: string,
  body: Blob,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (loaded: number) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout>;
    const watch = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => {
        settle(() => reject(lost()));
        request.abort();
      }, STALLED_MS);
    };
    const abort = () => {
      settle(() => reject(signal.reason));
      request.abort();
    };
    const settle = (end: () => void) => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", abort);
      end();
    };
    request.open("PUT", url);
    request.upload.onprogress = (event) => {
      watch();
      onProgress(event.loaded);
    };
    request.onload = () =>
      settle(() => {
        const etag = request.getResponseHeader("etag")?.replaceAll('"', "");
        if (request.status >= 200 && request.status < 300 && etag) resolve(etag);
        else reject(refused(request.status));
      });
    request.onerror = () => settle(() => reject(lost()));
    signal.addEventListener("abort", abort);
    watch();
    request.send(body);
  });
}

function lost(): ApiError {
  tellUnreachable();
  return new ApiError(0, { code: "offline", detail: uploadFailureWords().connectionLost });
}

const refused = (status: number) =>
  new ApiError(status, {
    code: "part_refused",
    detail: uploadFailureWords().partRefused.replace("{status}", String(status)),
  });
