import { ApiError } from "./api.ts";
import { failureWords } from "./failure-words.ts";

/** PUTs one part to its link and returns its ETag. XMLHttpRequest, since fetch reports no upload progress. */
export function putPart(
  url: string,
  body: Blob,
  options: { signal: AbortSignal; onProgress: (loaded: number) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = (settle: () => void) => {
      options.signal.removeEventListener("abort", abort);
      settle();
    };
    request.open("PUT", url);
    request.upload.onprogress = (event) => options.onProgress(event.loaded);
    request.onload = () =>
      end(() => {
        const etag = request.getResponseHeader("etag")?.replaceAll('"', "");
        if (request.status >= 200 && request.status < 300 && etag) resolve(etag);
        else
          reject(
            new ApiError(request.status, {
              code: "part_refused",
              detail: failureWords().partRefused.replace("{status}", String(request.status)),
            }),
          );
      });
    request.onerror = () =>
      end(() =>
        reject(
          new ApiError(0, {
            code: "offline",
            detail: failureWords().connectionLost,
          }),
        ),
      );
    request.onabort = () => end(() => reject(new DOMException("aborted", "AbortError")));
    options.signal.addEventListener("abort", abort);
    request.send(body);
  });
}
