import { GetObjectCommand, type S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachment } from "../content-disposition.ts";
import type { PresignPartOptions } from "../store.ts";

const CHECKSUM_FIELDS = {
  sha256: "ChecksumSHA256",
  crc32: "ChecksumCRC32",
  crc64nvme: "ChecksumCRC64NVME",
} as const;

/** The length and the checksum are signed as headers, so that S3 itself refuses a body of another size or content. */
export async function presignedPart(
  client: S3Client,
  part: { Bucket: string; Key: string; UploadId: string; PartNumber: number },
  { expiresInSeconds, size, checksum }: PresignPartOptions,
): Promise<string> {
  const command = new UploadPartCommand({
    ...part,
    ...(size !== undefined && { ContentLength: size }),
    ...(checksum && { [CHECKSUM_FIELDS[checksum.algorithm]]: checksum.value }),
  });
  return getSignedUrl(client, command, {
    expiresIn: expiresInSeconds,
    unhoistableHeaders: new Set(
      Object.keys(CHECKSUM_FIELDS).map((algorithm) => `x-amz-checksum-${algorithm}`),
    ),
  });
}

export async function presignedGet(
  client: S3Client,
  at: { Bucket: string; Key: string },
  { expiresInSeconds, filename }: { expiresInSeconds: number; filename: string },
): Promise<string> {
  return getSignedUrl(
    client,
    new GetObjectCommand({
      ...at,
      ResponseContentDisposition: attachment(filename),
      ResponseCacheControl: "private, no-store",
    }),
    { expiresIn: expiresInSeconds },
  );
}
