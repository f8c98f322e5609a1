import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  RestoreObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { forsakenUploads } from "../forsaken-uploads.ts";
import { assertFolder, assertKey, assertMetadata } from "../keys.ts";
import {
  type BucketName,
  type ByteRange,
  type ByteStream,
  type Copied,
  type CopyOptions,
  InvalidRequest,
  type MultipartOptions,
  type MultipartSummary,
  type ObjectBody,
  type ObjectHead,
  type ObjectReference,
  type ObjectStore,
  type ObjectSummary,
  type PresignPartOptions,
  type PutOptions,
  type PutResult,
  type RestoreTier,
  StoreUnavailable,
  type SweepReport,
  type UnderWay,
  type UploadedPart,
} from "../store.ts";
import {
  bucketNames,
  createClient,
  restoreStateOf,
  type S3StoreOptions,
  storageClassOf,
  unquoted,
  versionOf,
} from "./client.ts";
import { copyObject } from "./copy.ts";
import { isS3Error, toStorageError, translated } from "./errors.ts";
import { partsOf, purgeVersions, purgeVersionsUnder, uploadsUnder } from "./listings.ts";
import { presignedGet, presignedPart } from "./presign.ts";
import { putObject } from "./put.ts";

export type { S3StoreOptions } from "./client.ts";

const TIERS = { standard: "Standard", expedited: "Expedited", bulk: "Bulk" } as const;
const DELETE_BATCH = 1000;

/** The production form of the object store: a bucket of S3, or of a server that speaks it. */
export class S3ObjectStore implements ObjectStore {
  readonly bucket: BucketName;
  readonly #options: S3StoreOptions;
  readonly #client: S3Client;
  readonly #name: string;

  constructor(bucket: BucketName, options: S3StoreOptions) {
    this.bucket = bucket;
    this.#options = options;
    this.#client = createClient(options);
    this.#name = bucketNames(options)[bucket];
  }

  async putStream(key: string, body: ByteStream, options: PutOptions): Promise<PutResult> {
    assertMetadata(options.metadata);
    return putObject(this.#client, this.#at(key), body, options);
  }

  async getStream(key: string, { range }: { range?: ByteRange } = {}): Promise<ObjectBody> {
    const got = await translated(
      this.#client.send(
        new GetObjectCommand({
          ...this.#at(key),
          ...(range && { Range: `bytes=${range.start}-${range.end ?? ""}` }),
        }),
      ),
    );
    if (!(got.Body instanceof Readable))
      throw new StoreUnavailable("The object store gave no body. Try again.");
    const length = got.ContentLength ?? 0;
    const [, first = "0", total = String(length)] =
      /^bytes (\d+)-\d+\/(\d+)$/.exec(got.ContentRange ?? "") ?? [];
    const start = Number(first);
    const { Body } = got;
    const stream = Readable.from(whole(Body, length), { objectMode: false });
    // What was never begun, or waits for bytes, does not end what it reads: the connection would stay taken.
    stream.once("close", () => Body.destroy());
    return {
      stream,
      size: Number(total),
      range: { start, end: start + length - 1 },
      etag: unquoted(got.ETag),
      contentType: got.ContentType ?? "application/octet-stream",
      lastModified: got.LastModified ?? new Date(0),
    };
  }

  async head(key: string): Promise<ObjectHead> {
    const head = await translated(
      this.#client.send(new HeadObjectCommand({ ...this.#at(key), ChecksumMode: "ENABLED" })),
    );
    return {
      key,
      size: head.ContentLength ?? 0,
      etag: unquoted(head.ETag),
      storageClass: storageClassOf(head.StorageClass),
      lastModified: head.LastModified ?? new Date(0),
      contentType: head.ContentType ?? "application/octet-stream",
      metadata: head.Metadata ?? {},
      restore: restoreStateOf(head),
      checksums: {
        ...(head.ChecksumSHA256 !== undefined &&
          head.ChecksumType !== "COMPOSITE" && {
            sha256: Buffer.from(head.ChecksumSHA256, "base64").toString("hex"),
          }),
        ...(head.ChecksumCRC64NVME !== undefined && { crc64nvme: head.ChecksumCRC64NVME }),
      },
      ...versionOf(head.VersionId),
    };
  }

  async delete(key: string): Promise<void> {
    await translated(this.#client.send(new DeleteObjectCommand(this.#at(key))));
  }

  async deleteMany(keys: Iterable<string>): Promise<void> {
    const all = [...keys];
    for (let at = 0; at < all.length; at += DELETE_BATCH) {
      const Objects = all.slice(at, at + DELETE_BATCH).map((key) => ({ Key: this.#at(key).Key }));
      const { Errors: [failed] = [] } = await translated(
        this.#client.send(new DeleteObjectsCommand({ Bucket: this.#name, Delete: { Objects, Quiet: true } })),
      );
      if (failed)
        throw new StoreUnavailable(
          `The object store did not delete ${failed.Key} (${failed.Code}). Try again.`,
        );
    }
  }

  async purge(key: string): Promise<void> {
    for await (const upload of this.listMultiparts(key)) {
      if (upload.key === key) await this.abortMultipart(key, upload.uploadId);
    }
    await purgeVersions(this.#client, this.#at(key));
  }

  async purgeOldVersions(key: string): Promise<void> {
    await purgeVersions(this.#client, this.#at(key), { keepCurrent: true });
  }

  async purgeFolder(prefix: string, limit: number): Promise<{ purged: number; more: boolean }> {
    assertFolder(prefix);
    const purged = await purgeVersionsUnder(this.#client, this.#name, prefix, limit);
    let aborted = 0;
    for await (const { key, uploadId } of this.listMultiparts(prefix)) {
      if (aborted === limit) break;
      await this.abortMultipart(key, uploadId);
      aborted++;
    }
    return { purged: purged + aborted, more: purged >= limit || aborted >= limit };
  }

  async *list(prefix: string, { after }: { after?: string } = {}): AsyncGenerator<ObjectSummary> {
    try {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: this.#client },
        { Bucket: this.#name, Prefix: prefix, ...(after !== undefined && { StartAfter: after }) },
      )) {
        for (const { Key, Size = 0, ETag, StorageClass, LastModified = new Date(0) } of Contents) {
          if (Key !== undefined)
            yield {
              key: Key,
              size: Size,
              etag: unquoted(ETag),
              storageClass: storageClassOf(StorageClass),
              lastModified: LastModified,
            };
        }
      }
    } catch (error) {
      throw toStorageError(error);
    }
  }

  async copy(from: ObjectReference, to: string, options: CopyOptions = {}): Promise<Copied> {
    assertMetadata(options.metadata);
    const source = typeof from === "string" ? { bucket: this.bucket, key: from } : from;
    assertKey(source.key);
    const target = this.#at(to);
    const names = bucketNames(this.#options);
    return copyObject(
      this.#client,
      { bucket: names[source.bucket], key: source.key },
      { bucket: target.Bucket, key: to },
      options,
      this.#options.copyPartBytes,
    );
  }

  async restore(key: string, days: number, tier: RestoreTier = "standard") {
    if (!Number.isInteger(days) || days < 1)
      throw new InvalidRequest("Restore for a whole number of days, at least one.");
    const request = new RestoreObjectCommand({
      ...this.#at(key),
      RestoreRequest: { Days: days, GlacierJobParameters: { Tier: TIERS[tier] } },
    });
    try {
      const { $metadata } = await this.#client.send(request);
      return $metadata.httpStatusCode === 200 ? "extended" : "started";
    } catch (error) {
      if (isS3Error(error, "RestoreAlreadyInProgress")) return "in_progress";
      throw toStorageError(error);
    }
  }

  async createMultipart(
    key: string,
    { contentType, metadata, storageClass }: MultipartOptions,
  ): Promise<string> {
    assertMetadata(metadata);
    const described = { ContentType: contentType, Metadata: metadata, StorageClass: storageClass };
    const { UploadId } = await translated(
      this.#client.send(new CreateMultipartUploadCommand({ ...this.#at(key), ...described })),
    );
    if (UploadId === undefined) throw new StoreUnavailable("The object store gave no upload id. Try again.");
    return UploadId;
  }

  async presignPart(
    key: string,
    uploadId: string,
    partNumber: number,
    options: PresignPartOptions,
  ): Promise<string> {
    return presignedPart(
      this.#client,
      { ...this.#at(key), UploadId: uploadId, PartNumber: partNumber },
      options,
    );
  }

  async listParts(key: string, uploadId: string): Promise<UploadedPart[]> {
    return partsOf(this.#client, { ...this.#at(key), UploadId: uploadId });
  }

  async completeMultipart(
    key: string,
    uploadId: string,
    parts: { number: number; etag: string }[],
  ): Promise<{ etag: string }> {
    const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${unquoted(etag)}"` }));
    const done = await translated(
      this.#client.send(
        new CompleteMultipartUploadCommand({
          ...this.#at(key),
          UploadId: uploadId,
          MultipartUpload: { Parts },
        }),
      ),
    );
    return { etag: unquoted(done.ETag) };
  }

  async abortMultipart(key: string, uploadId: string): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: uploadId }));
    } catch (error) {
      if (!isS3Error(error, "NoSuchUpload")) throw toStorageError(error);
    }
  }

  listMultiparts(prefix: string): AsyncIterable<MultipartSummary> {
    return uploadsUnder(this.#client, this.#name, prefix);
  }

  async presignGet(key: string, options: { expiresInSeconds: number; filename: string }): Promise<string> {
    return presignedGet(this.#client, this.#at(key), options);
  }

  async sweep(before: Date, underWay?: UnderWay): Promise<SweepReport> {
    const report: SweepReport = { uploads: 0, leftovers: 0, bytes: 0 };
    for await (const { key, uploadId } of forsakenUploads(this.listMultiparts(""), before, underWay)) {
      await this.abortMultipart(key, uploadId);
      report.uploads++;
    }
    return report;
  }

  async health(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#name }));
    } catch (error) {
      throw new StoreUnavailable(
        `The bucket ${this.#name} does not answer: check its name, credentials and network.`,
        { cause: error },
      );
    }
  }

  #at(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.#name, Key: key };
  }
}

/** Passes a body on, and fails where the connection ended early: a short body is never taken for the object. */
async function* whole(body: Readable, length: number): AsyncGenerator<Buffer> {
  let received = 0;
  try {
    const chunks: AsyncIterable<Buffer> = body;
    for await (const chunk of chunks) {
      received += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw toStorageError(error);
  }
  if (received !== length)
    throw new StoreUnavailable(`The object store sent ${received} of ${length} bytes. Try again.`);
}
