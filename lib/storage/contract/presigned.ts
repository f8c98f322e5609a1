import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Crc64Nvme } from "@aws-sdk/checksums/crc";
import { describe, expect, it } from "vitest";
import type { PartChecksum } from "../store.ts";
import { bytes, freshKey, MIB, type Peer, put, putAndGoAway, putUrl, type Rules } from "./peer.ts";

const TYPE = { contentType: "application/octet-stream" };

export function presignedRules(peer: () => Peer, rules: Rules): void {
  const files = () => peer().stores.files;

  async function begin(options: { expiresInSeconds?: number; size?: number; checksum?: PartChecksum } = {}) {
    const key = freshKey();
    const uploadId = await files().createMultipart(key, TYPE);
    const url = peer().absolute(
      await files().presignPart(key, uploadId, 1, { expiresInSeconds: 300, ...options }),
    );
    const parts = async () => (await files().listParts(key, uploadId)).map((part) => part.number);
    return { key, uploadId, url, parts };
  }

  describe("presigned parts", () => {
    it.skipIf(!rules.presignedUrls)("refuses a URL with any field changed, left out or added", async () => {
      const { url, parts } = await begin({ size: 10 });
      const fields = [...new URL(url).searchParams.keys()];
      for (const field of fields) {
        const changed = new URL(url);
        changed.searchParams.set(field, other(changed.searchParams.get(field) ?? ""));
        expect
          .soft((await putUrl(changed.href, bytes(10))).status, `changed ${field}`)
          .toBeGreaterThanOrEqual(400);
        const without = new URL(url);
        without.searchParams.delete(field);
        expect
          .soft((await putUrl(without.href, bytes(10))).status, `without ${field}`)
          .toBeGreaterThanOrEqual(400);
      }
      const otherKey = new URL(url);
      otherKey.pathname = otherKey.pathname.replace(/model\.ifc$/, "other.ifc");
      expect((await putUrl(otherKey.href, bytes(10))).status).toBe(403);
      expect((await fetch(url)).status).toBe(403);
      expect(await parts()).toEqual([]);
      expect((await putUrl(url, bytes(10))).status).toBe(200);
    });

    it.skipIf(!rules.presignedUrls)("refuses a URL after its time", async () => {
      const { url, parts } = await begin({ expiresInSeconds: 1 });
      await peer().passTime(3);
      expect(await putUrl(url, bytes(10))).toMatchObject({ status: 403, code: "AccessDenied" });
      expect(await parts()).toEqual([]);
    });

    it.skipIf(!rules.signedLength)("refuses a part that is larger or smaller than signed", async () => {
      const { url, parts } = await begin({ size: 1000 });
      expect(await putUrl(url, bytes(1001))).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
      expect(await putUrl(url, bytes(999))).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
      expect(await parts()).toEqual([]);
      expect((await putUrl(url, bytes(1000))).status).toBe(200);
    });

    it.skipIf(!rules.signedChecksum).each(["sha256", "crc32", "crc64nvme"] as const)(
      "refuses a part whose %s is not the signed one",
      async (algorithm) => {
        const content = bytes(200_000);
        const value = await checksum(algorithm, content);
        const { url, parts } = await begin({ checksum: { algorithm, value } });
        const header = { [`x-amz-checksum-${algorithm}`]: value };
        expect(await putUrl(url, bytes(200_000, 2), header)).toMatchObject({
          status: 400,
          code: "BadDigest",
        });
        expect(await putUrl(url, content)).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
        expect(await parts()).toEqual([]);
        expect((await putUrl(url, content, header)).status).toBe(200);
      },
    );

    it.skipIf(!rules.contentMd5)("refuses a part with a wrong Content-MD5", async () => {
      const { url, parts } = await begin();
      const md5 = createHash("md5").update(bytes(1000)).digest("base64");
      expect(await putUrl(url, bytes(1000, 2), { "content-md5": md5 })).toMatchObject({
        status: 400,
        code: "BadDigest",
      });
      expect(await parts()).toEqual([]);
      expect((await putUrl(url, bytes(1000), { "content-md5": md5 })).status).toBe(200);
    });

    it.skipIf(!rules.unsignedHeaders)("refuses x-amz headers that were not signed", async () => {
      const { url, parts } = await begin();
      const header = { "x-amz-checksum-sha256": await checksum("sha256", bytes(10)) };
      expect((await putUrl(url, bytes(10), header)).status).toBe(403);
      expect(await parts()).toEqual([]);
    });

    it("keeps nothing of a part whose sender goes away", async () => {
      const { url, parts, key, uploadId } = await begin({ size: 8 * MIB });
      await putAndGoAway(url, 8 * MIB, bytes(3 * MIB));
      expect(await parts()).toEqual([]);
      expect((await putUrl(url, bytes(8 * MIB))).status).toBe(200);
      expect(await parts()).toEqual([1]);
      await files().abortMultipart(key, uploadId);
    });
  });

  describe("presigned downloads", () => {
    it("gives the object under its name, whole and in ranges", async () => {
      const key = freshKey();
      const content = bytes(50_000);
      await put(files(), key, content);
      const url = peer().absolute(
        await files().presignGet(key, { expiresInSeconds: 300, filename: 'Bürogebäude "A".ifc' }),
      );
      const whole = await fetch(url);
      expect(whole.status).toBe(200);
      expect(Buffer.from(await whole.arrayBuffer())).toEqual(content);
      expect(whole.headers.get("content-disposition")).toBe(
        `attachment; filename="B_rogeb_ude _A_.ifc"; filename*=UTF-8''B%C3%BCrogeb%C3%A4ude%20%22A%22.ifc`,
      );
      const part = await fetch(url, { headers: { range: "bytes=100-199" } });
      expect(part.status).toBe(206);
      expect(part.headers.get("content-range")).toBe("bytes 100-199/50000");
      expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(100, 200));
      const last = await fetch(url, { headers: { range: "bytes=-10" } });
      expect(Buffer.from(await last.arrayBuffer())).toEqual(content.subarray(-10));
      await files().delete(key);
      // 403 where the credentials may not list the bucket, as S3 has it.
      expect([403, 404]).toContain((await fetch(url)).status);
    });

    it.skipIf(!rules.presignedUrls)("refuses a changed and an expired link", async () => {
      const key = freshKey();
      await put(files(), key, bytes(10));
      const url = peer().absolute(await files().presignGet(key, { expiresInSeconds: 1, filename: "a.ifc" }));
      for (const field of new URL(url).searchParams.keys()) {
        const changed = new URL(url);
        changed.searchParams.set(field, other(changed.searchParams.get(field) ?? ""));
        expect.soft((await fetch(changed)).status, `changed ${field}`).toBeGreaterThanOrEqual(400);
      }
      await peer().passTime(3);
      expect((await fetch(url)).status).toBe(403);
    });
  });
}

/** A value of the same kind that differs in its first character. */
function other(value: string): string {
  const first = value.charAt(0);
  return (first === "1" ? "2" : first === "A" ? "B" : /\d/.test(first) ? "1" : "A") + value.slice(1);
}

async function checksum(algorithm: PartChecksum["algorithm"], content: Buffer): Promise<string> {
  if (algorithm === "sha256") return createHash("sha256").update(content).digest("base64");
  if (algorithm === "crc32") {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(content));
    return sum.toString("base64");
  }
  const sum = new Crc64Nvme();
  sum.update(content);
  return Buffer.from(await sum.digest()).toString("base64");
}
