import { createHmac, timingSafeEqual } from "node:crypto";
import { assertKey } from "../keys.ts";
import { AccessDenied, type BucketName, type PartChecksum, StorageError } from "../store.ts";

/** What a presigned URL allows: one method on one object, or one part of one upload, until a time. */
export interface Grant {
  method: "GET" | "PUT";
  bucket: BucketName;
  key: string;
  /** Seconds since 1970. */
  expires: number;
  uploadId?: string;
  partNumber?: number;
  /** Exact bytes of the body. */
  size?: number;
  checksum?: PartChecksum;
  filename?: string;
}

/** A path on our own origin; the signature covers each field, so none can be changed, added or left out. */
export function signedPath(grant: Grant, secret: string, publicPath: string): string {
  const query = new URLSearchParams({ expires: String(grant.expires) });
  if (grant.uploadId !== undefined) query.set("uploadId", grant.uploadId);
  if (grant.partNumber !== undefined) query.set("partNumber", String(grant.partNumber));
  if (grant.size !== undefined) query.set("size", String(grant.size));
  if (grant.checksum) query.set("checksum", `${grant.checksum.algorithm}:${grant.checksum.value}`);
  if (grant.filename !== undefined) query.set("filename", grant.filename);
  query.set("signature", signature(grant, secret));
  return `${publicPath}${grant.bucket}/${grant.key.split("/").map(encodeURIComponent).join("/")}?${query}`;
}

/** The grant that a path (what stands behind the public path) and query carry. Throws `AccessDenied` unless we signed it and it still holds. */
export function verifyPath(
  method: string | undefined,
  pathAndQuery: string,
  secret: string,
  now: Date,
): Grant {
  const grant = parse(method, pathAndQuery);
  const given = grant && new URLSearchParams(queryOf(pathAndQuery)).get("signature");
  if (!grant || !given || !equal(given, signature(grant, secret))) throw new SignatureDoesNotMatch();
  if (now.getTime() >= grant.expires * 1000)
    throw new AccessDenied("Request has expired: ask for a fresh link.");
  return grant;
}

/** An `AccessDenied` that S3 names otherwise. */
export class SignatureDoesNotMatch extends AccessDenied {
  override readonly s3Code: string = "SignatureDoesNotMatch";
  constructor(message = "The link was changed or is not ours: ask for a fresh one.") {
    super(message);
  }
}

/** The URL key is derived, so that a signature made elsewhere with the same secret is never one of ours. */
function signature(grant: Grant, secret: string): string {
  const key = createHmac("sha256", secret).update("disk-object-store/presigned-url/v1").digest();
  const { method, bucket, expires, uploadId, partNumber, size, checksum, filename } = grant;
  const fields = [
    method,
    bucket,
    grant.key,
    expires,
    uploadId,
    partNumber,
    size,
    checksum?.algorithm,
    checksum?.value,
    filename,
  ];
  return createHmac("sha256", key)
    .update(JSON.stringify(fields.map((field) => field ?? null)))
    .digest("base64url");
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

const FIELDS = new Set(["expires", "uploadId", "partNumber", "size", "checksum", "filename", "signature"]);

function parse(method: string | undefined, pathAndQuery: string): Grant | undefined {
  const [path = ""] = pathAndQuery.split("?");
  const [bucket, ...segments] = path.split("/");
  const key = decodedKey(segments);
  const query = new URLSearchParams(queryOf(pathAndQuery));
  const names = [...query.keys()];
  if (names.length !== new Set(names).size || !names.every((name) => FIELDS.has(name))) return undefined;
  const expires = whole(query.get("expires"));
  if (
    (method !== "GET" && method !== "PUT") ||
    (bucket !== "files" && bucket !== "archive") ||
    key === undefined ||
    expires === undefined
  )
    return undefined;
  const uploadId = query.get("uploadId") ?? undefined;
  const partNumber = whole(query.get("partNumber"));
  const size = whole(query.get("size"));
  const checksum = parseChecksum(query.get("checksum"));
  const filename = query.get("filename") ?? undefined;
  const optional = {
    ...(uploadId !== undefined && { uploadId }),
    ...(partNumber !== undefined && { partNumber }),
    ...(size !== undefined && { size }),
    ...(checksum && { checksum }),
    ...(filename !== undefined && { filename }),
  };
  // A field that is there but cannot be read would otherwise count as absent.
  if (names.length !== Object.keys(optional).length + 2) return undefined;
  return { method, bucket, key, expires, ...optional };
}

function queryOf(pathAndQuery: string): string {
  const mark = pathAndQuery.indexOf("?");
  return mark < 0 ? "" : pathAndQuery.slice(mark + 1);
}

function decodedKey(segments: string[]): string | undefined {
  try {
    const key = segments.map(decodeURIComponent).join("/");
    assertKey(key);
    return key;
  } catch (error) {
    if (error instanceof URIError || error instanceof StorageError) return undefined;
    throw error;
  }
}

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}

function parseChecksum(text: string | null): PartChecksum | undefined {
  const match = text === null ? null : /^(sha256|crc32|crc64nvme):([A-Za-z0-9+/]+=*)$/.exec(text);
  const [, algorithm, value] = match ?? [];
  if ((algorithm !== "sha256" && algorithm !== "crc32" && algorithm !== "crc64nvme") || value === undefined)
    return undefined;
  return { algorithm, value };
}
