import { config } from "#lib/config/index.ts";
import { AppError } from "#lib/errors.ts";
import { objectStores } from "./index.ts";
import { type BucketName, type ByteRange, type ObjectBody, RangeNotSatisfiable } from "./store.ts";

export type Download =
  /** S3 serves its own objects: a link to it that holds for five minutes. */
  | { kind: "link"; url: string }
  /** The disk store's bytes; a part of them where a range was asked for. */
  | { kind: "bytes"; filename: string; body: ObjectBody; partial: boolean };

/** How long a link holds. */
export const LINK_SECONDS = 300;

/** Whether the store serves its objects itself, under links that it cannot take back. */
export const servesByLink = () => config().storage.kind === "s3";

/**
 * An object under the name it is to be saved by, of the `files` bucket unless told. `range` is the request's header, one range of it at
 * most. Throws 416 `range_not_satisfiable`, and on disk `ObjectNotFound`.
 */
export async function serveObject(
  object: { bucket?: BucketName; key: string; filename: string; size: number },
  range: string | null,
): Promise<Download> {
  const { bucket = "files", key, filename, size } = object;
  const store = objectStores()[bucket];
  if (servesByLink())
    return { kind: "link", url: await store.presignGet(key, { expiresInSeconds: LINK_SECONDS, filename }) };
  const wanted = parseRange(range);
  try {
    const body = await store.getStream(key, wanted ? { range: wanted } : {});
    return { kind: "bytes", filename, body, partial: wanted !== null };
  } catch (error) {
    if (!(error instanceof RangeNotSatisfiable)) throw error;
    throw new AppError(416, "range_not_satisfiable", `The file has ${size} bytes. Ask for a part of them.`);
  }
}

/** `bytes=a-b` or `bytes=a-`; every other form is answered with the whole file, as RFC 9110 allows. */
function parseRange(header: string | null): ByteRange | null {
  const found = /^bytes=(\d+)-(\d*)$/.exec(header ?? "");
  if (!found?.[1]) return null;
  return found[2] ? { start: Number(found[1]), end: Number(found[2]) } : { start: Number(found[1]) };
}
