import { S3ServiceException } from "@aws-sdk/client-s3";
import {
  AccessDenied,
  ChecksumMismatch,
  InvalidObjectState,
  InvalidPart,
  InvalidRequest,
  NoSuchUpload,
  ObjectNotFound,
  PartTooLarge,
  PartTooSmall,
  PreconditionFailed,
  RangeNotSatisfiable,
  StorageError,
  StoreUnavailable,
} from "../store.ts";

type Constructor = new (message: string, options?: ErrorOptions) => StorageError;

const BY_CODE: Record<string, Constructor> = {
  NoSuchKey: ObjectNotFound,
  NotFound: ObjectNotFound,
  InvalidObjectState: InvalidObjectState,
  ObjectNotInActiveTierError: InvalidObjectState,
  BadDigest: ChecksumMismatch,
  InvalidDigest: ChecksumMismatch,
  XAmzContentSHA256Mismatch: ChecksumMismatch,
  NoSuchUpload: NoSuchUpload,
  InvalidPart: InvalidPart,
  InvalidPartOrder: InvalidPart,
  EntityTooSmall: PartTooSmall,
  EntityTooLarge: PartTooLarge,
  AccessDenied: AccessDenied,
  SignatureDoesNotMatch: AccessDenied,
  InvalidAccessKeyId: AccessDenied,
  PreconditionFailed: PreconditionFailed,
  InvalidRange: RangeNotSatisfiable,
};

/** Answers to HEAD have no body, so only their status tells. */
const BY_STATUS: Record<number, Constructor> = {
  403: AccessDenied,
  404: ObjectNotFound,
  412: PreconditionFailed,
  416: RangeNotSatisfiable,
};

/** Runs a call to S3 and throws its failure as the store's own error. A bucket that is missing is the operator's fault, not a missing object. */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toStorageError(error);
  }
}

export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (!(error instanceof S3ServiceException))
    return new StoreUnavailable("The object store does not answer. Try again.", { cause: error });
  const status = error.$metadata.httpStatusCode ?? 0;
  const known = BY_CODE[error.name] ?? (isNameless(error.name) ? BY_STATUS[status] : undefined);
  if (known) return new known(`${error.name}: ${error.message}`, { cause: error });
  if (status >= 400 && status < 500 && ![408, 409, 429].includes(status) && error.name !== "NoSuchBucket") {
    return new InvalidRequest(`The object store refused the request (${error.name}): ${error.message}`, {
      cause: error,
    });
  }
  return new StoreUnavailable(`The object store failed (${error.name}). Try again.`, { cause: error });
}

export function isS3Error(error: unknown, ...names: string[]): boolean {
  return error instanceof S3ServiceException && names.includes(error.name);
}

function isNameless(name: string): boolean {
  return ["Unknown", "UnknownError", "S3ServiceException", "Error"].includes(name) || /^\d{3}$/.test(name);
}
