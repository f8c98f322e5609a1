import { createHash, randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { assertFolder, assertKey, assertMetadata } from "../keys.ts";
import {
  type BucketName,
  type ByteRange,
  type ByteStream,
  ChecksumMismatch,
  type Copied,
  type CopyOptions,
  type MultipartOptions,
  type MultipartSummary,
  type ObjectBody,
  type ObjectHead,
  ObjectNotFound,
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
import { type ExpectedChecksums, etagSum } from "./checksums.ts";
import { hasCode, inDirectory, makeDirectory, openNew, syncFile, writeStream } from "./files.ts";
import { abortUpload, completeUpload, createUpload, listParts, listUploads } from "./multipart.ts";
import { putPart } from "./put-part.ts";
import { openSegments, resolveRange } from "./read.ts";
import {
  discardSegments,
  linkSegments,
  newSegment,
  type ObjectRecord,
  objectDirectory,
  publish,
  readRecord,
  removeObject,
  walkRecords,
} from "./records.ts";
import { assertReadable, restoreState, startRestore } from "./restore.ts";
import { signedPath } from "./signature.ts";
import { sweepBucket } from "./sweep.ts";
import { within } from "./within.ts";

export interface DiskStoreOptions {
  /** Directory of all buckets. Several processes may use it at once. */
  dir: string;
  /** Signs presigned URLs; the same in every process. */
  secret: string;
  /** Where `createDiskStoreHandler` is mounted, with a slash at both ends. */
  publicPath: string;
  /** How long a restore takes. */
  restoreSeconds: number;
  /** The time; tests move it. */
  now?: () => Date;
}

/** The embedded form of the object store: a bucket in a directory. How it lies there: `records.ts`, `multipart.ts`. */
export class DiskObjectStore implements ObjectStore {
  readonly bucket: BucketName;
  readonly #options: DiskStoreOptions;
  readonly #now: () => Date;
  readonly #objects: string;
  readonly #uploads: string;

  constructor(bucket: BucketName, options: DiskStoreOptions) {
    this.bucket = bucket;
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#objects = objectsRoot(options.dir, bucket);
    this.#uploads = within(options.dir, bucket, "uploads");
  }

  async putStream(key: string, body: ByteStream, options: PutOptions): Promise<PutResult> {
    assertMetadata(options.metadata);
    const directory = objectDirectory(this.#objects, key);
    const file = newSegment();
    const hash = createHash("sha256");
    const etags = etagSum();
    const handle = await inDirectory(directory, () => openNew(within(directory, file)));
    try {
      const size = await writeStream(within(directory, file), handle, body, (chunk) => {
        hash.update(chunk);
        etags.update(chunk);
      });
      await syncFile(within(directory, file));
      const sha256 = hash.digest("hex");
      if (options.sha256 !== undefined && options.sha256.toLowerCase() !== sha256) {
        throw new ChecksumMismatch(
          `The body's SHA-256 is ${sha256}, not ${options.sha256} as stated. Send it again.`,
        );
      }
      await publish(
        directory,
        {
          ...described(key, options),
          size,
          sha256,
          etag: etags.etag(),
          lastModified: this.#now().toISOString(),
          segments: [{ file, size }],
        },
        options.ifAbsent,
      );
      return { size, sha256, etag: etags.etag() };
    } catch (error) {
      await discardSegments(this.#objects, directory, [{ file, size: 0 }]);
      throw error;
    }
  }

  async getStream(key: string, options: { range?: ByteRange } = {}): Promise<ObjectBody> {
    return this.#withRecord(key, async (directory, record) => {
      await assertReadable(directory, record, this.#now());
      return bodyOf(directory, record, options.range);
    });
  }

  /** As `getStream`, of an archived object too: its bytes are here, and a backup has to hold them. */
  async getEvenArchived(key: string): Promise<ObjectBody> {
    return this.#withRecord(key, (directory, record) => bodyOf(directory, record, undefined));
  }

  async head(key: string): Promise<ObjectHead> {
    return this.#withRecord(key, async (directory, record) => ({
      ...summary(record),
      contentType: record.contentType,
      metadata: record.metadata,
      restore: await restoreState(directory, record, this.#now()),
      checksums: record.sha256 === undefined ? {} : { sha256: record.sha256 },
    }));
  }

  async delete(key: string): Promise<void> {
    await removeObject(this.#objects, key);
  }

  async deleteMany(keys: Iterable<string>): Promise<void> {
    for (const key of keys) await removeObject(this.#objects, key);
  }

  async purge(key: string): Promise<void> {
    for await (const upload of this.listMultiparts(key)) {
      if (upload.key === key) await this.abortMultipart(key, upload.uploadId);
    }
    await this.delete(key);
  }

  async purgeOldVersions(_key: string): Promise<void> {}

  async purgeFolder(prefix: string, limit: number): Promise<{ purged: number; more: boolean }> {
    assertFolder(prefix);
    const [keys, uploads] = [new Set<string>(), new Map<string, string>()];
    for await (const { key } of this.list(prefix)) {
      if (keys.size === limit) break;
      keys.add(key);
    }
    for await (const { key, uploadId } of this.listMultiparts(prefix)) {
      if (uploads.size === limit) break;
      uploads.set(uploadId, key);
    }
    for (const [uploadId, key] of uploads) await this.abortMultipart(key, uploadId);
    for (const key of keys) await this.delete(key);
    return { purged: keys.size + uploads.size, more: keys.size >= limit || uploads.size >= limit };
  }

  async *list(prefix: string, { after = "" }: { after?: string } = {}): AsyncGenerator<ObjectSummary> {
    for await (const record of walkRecords(this.#objects, prefix, after)) yield summary(record);
  }

  async copy(from: ObjectReference, to: string, options: CopyOptions = {}): Promise<Copied> {
    assertMetadata(options.metadata);
    const source = typeof from === "string" ? { bucket: this.bucket, key: from } : from;
    const target = objectDirectory(this.#objects, to);
    return withRecord(
      objectsRoot(this.#options.dir, source.bucket),
      source.key,
      async (directory, record) => {
        await assertReadable(directory, record, this.#now());
        const segments = await linkSegments(directory, record.segments, target);
        try {
          const { generation: _, ...kept } = record;
          const changed = {
            storageClass: options.storageClass ?? record.storageClass,
            metadata: options.metadata ?? record.metadata,
          };
          await publish(target, {
            ...kept,
            ...changed,
            key: to,
            lastModified: this.#now().toISOString(),
            segments,
          });
        } catch (error) {
          await discardSegments(this.#objects, target, segments);
          throw error;
        }
        return { etag: record.etag };
      },
    );
  }

  async restore(key: string, days: number, _tier: RestoreTier = "standard") {
    return this.#withRecord(key, (directory, record) =>
      startRestore(directory, record, days, this.#options.restoreSeconds * 1000, this.#now()),
    );
  }

  async createMultipart(key: string, options: MultipartOptions): Promise<string> {
    return createUpload(this.#uploads, key, options, this.#now());
  }

  /** What the HTTP handler does with a part that arrives; see `put-part.ts`. */
  async putPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: ByteStream,
    expected: ExpectedChecksums & { size?: number },
  ): Promise<UploadedPart> {
    return putPart(this.#uploads, key, uploadId, partNumber, body, expected);
  }

  /** Where an upload's parts lie, for the hashing thread. */
  uploadDirectory(uploadId: string): string {
    return within(this.#uploads, uploadId);
  }

  async presignPart(
    key: string,
    uploadId: string,
    partNumber: number,
    { expiresInSeconds, size, checksum }: PresignPartOptions,
  ): Promise<string> {
    assertKey(key);
    const limits = { ...(size !== undefined && { size }), ...(checksum && { checksum }) };
    return this.#sign({
      method: "PUT",
      bucket: this.bucket,
      key,
      expires: this.#expiry(expiresInSeconds),
      uploadId,
      partNumber,
      ...limits,
    });
  }

  async listParts(key: string, uploadId: string): Promise<UploadedPart[]> {
    return listParts(this.#uploads, key, uploadId);
  }

  async completeMultipart(
    key: string,
    uploadId: string,
    parts: { number: number; etag: string }[],
  ): Promise<{ etag: string }> {
    return completeUpload(
      { uploads: this.#uploads, objects: this.#objects },
      key,
      uploadId,
      parts,
      this.#now(),
    );
  }

  async abortMultipart(key: string, uploadId: string): Promise<void> {
    await abortUpload(this.#uploads, key, uploadId);
  }

  listMultiparts(prefix: string): AsyncIterable<MultipartSummary> {
    return listUploads(this.#uploads, prefix);
  }

  async presignGet(
    key: string,
    { expiresInSeconds, filename }: { expiresInSeconds: number; filename: string },
  ): Promise<string> {
    assertKey(key);
    return this.#sign({
      method: "GET",
      bucket: this.bucket,
      key,
      expires: this.#expiry(expiresInSeconds),
      filename,
    });
  }

  async sweep(before: Date, underWay?: UnderWay): Promise<SweepReport> {
    return sweepBucket({ uploads: this.#uploads, objects: this.#objects }, before, underWay);
  }

  async health(): Promise<void> {
    const probe = within(this.#uploads, `${randomUUID()}.probe`);
    try {
      await makeDirectory(this.#uploads);
      await writeFile(probe, "");
      await rm(probe);
    } catch (error) {
      throw new StoreUnavailable("The object directory cannot be written: check its disk and permissions.", {
        cause: error,
      });
    }
  }

  #withRecord<T>(key: string, read: (directory: string, record: ObjectRecord) => Promise<T>): Promise<T> {
    return withRecord(this.#objects, key, read);
  }

  #sign(grant: Parameters<typeof signedPath>[0]): string {
    return signedPath(grant, this.#options.secret, this.#options.publicPath);
  }

  #expiry(expiresInSeconds: number): number {
    return Math.ceil(this.#now().getTime() / 1000 + expiresInSeconds);
  }
}

function objectsRoot(dir: string, bucket: BucketName): string {
  return within(dir, bucket, "objects");
}

function described(key: string, { contentType, storageClass = "STANDARD", metadata = {} }: MultipartOptions) {
  return { key, contentType, storageClass, metadata };
}

function summary({ key, size, etag, storageClass, lastModified }: ObjectRecord): ObjectSummary {
  return { key, size, etag, storageClass, lastModified: new Date(lastModified) };
}

async function bodyOf(
  directory: string,
  record: ObjectRecord,
  wanted: ByteRange | undefined,
): Promise<ObjectBody> {
  const range = resolveRange(wanted, record.size);
  const stream = await openSegments(directory, record.segments, range);
  return {
    stream,
    size: record.size,
    range,
    etag: record.etag,
    contentType: record.contentType,
    lastModified: new Date(record.lastModified),
  };
}

/** Reads from an object; when it is replaced in between, its files are gone, and the new one is looked up. Throws `ObjectNotFound`. */
async function withRecord<T>(
  root: string,
  key: string,
  read: (directory: string, record: ObjectRecord) => Promise<T>,
): Promise<T> {
  const directory = objectDirectory(root, key);
  for (let attempt = 1; attempt <= 5; attempt++) {
    const record = await readRecord(directory);
    if (!record) break;
    try {
      return await read(directory, record);
    } catch (error) {
      if (!hasCode(error, "ENOENT")) throw error;
    }
  }
  throw new ObjectNotFound(`There is no object ${key}.`);
}
