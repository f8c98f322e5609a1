import { describe, expect, it } from "vitest";
import { hashObject, objectDigest } from "../hash-object.ts";
import { InvalidPart, NoSuchUpload, ObjectNotFound, PartTooSmall } from "../store.ts";
import { bytes, collect, freshKey, MIB, type Peer, putUrl, type Rules, read, sha256 } from "./peer.ts";

const TYPE = { contentType: "application/octet-stream" };
const PART = 16 * MIB;

export function multipartRules(peer: () => Peer, rules: Rules): void {
  const files = () => peer().stores.files;

  /** Uploads one part as a browser does. */
  async function send(
    key: string,
    uploadId: string,
    number: number,
    content: Buffer,
  ): Promise<{ number: number; etag: string }> {
    const url = peer().absolute(
      await files().presignPart(key, uploadId, number, { expiresInSeconds: 300, size: content.length }),
    );
    const { status, etag } = await putUrl(url, content);
    expect(status).toBe(200);
    expect(etag).not.toBe("");
    return { number, etag };
  }

  describe("multipart uploads", () => {
    it("makes 64 MiB of parts that came out of order over HTTP, resumed in the middle", async () => {
      const key = freshKey();
      const content = bytes(64 * MIB - 12_345);
      const slice = (number: number) => content.subarray((number - 1) * PART, number * PART);
      const uploadId = await files().createMultipart(key, { ...TYPE, metadata: { tenant: "t" } });
      await send(key, uploadId, 4, slice(4));
      await Promise.all([send(key, uploadId, 2, slice(2)), send(key, uploadId, 1, slice(1))]);

      const received = await files().listParts(key, uploadId);
      expect(received.map(({ number, size }) => [number, size])).toEqual([
        [1, PART],
        [2, PART],
        [4, slice(4).length],
      ]);
      const third = await send(key, uploadId, 3, slice(3));
      const parts = [...received.map(({ number, etag }) => ({ number, etag })), third].sort(
        (a, b) => a.number - b.number,
      );
      await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
      const { etag } = await files().completeMultipart(key, uploadId, parts);

      const digest = { size: content.length, sha256: sha256(content), head: content.subarray(0, 4) };
      expect(await hashObject(files(), key, 4)).toEqual(digest);
      expect(await objectDigest(files(), key, 4)).toEqual(digest);
      expect(await files().head(key)).toMatchObject({
        size: content.length,
        etag,
        metadata: { tenant: "t" },
      });
      const edge = { start: PART - 5, end: 2 * PART + 5 };
      expect(sha256(await read(files(), key, edge))).toBe(sha256(content.subarray(edge.start, edge.end + 1)));
      expect(await collect(files().listMultiparts(key))).toEqual([]);
    });

    it.skipIf(!rules.partReplaced)("takes the last of two bodies for a part", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const first = await send(key, uploadId, 1, bytes(1000, 1));
      const second = await send(key, uploadId, 1, bytes(900, 2));
      expect(await files().listParts(key, uploadId)).toEqual([{ ...second, size: 900 }]);
      if (rules.partIdentity)
        await expect(files().completeMultipart(key, uploadId, [first])).rejects.toThrow(InvalidPart);
      await files().completeMultipart(key, uploadId, [second]);
      expect(await read(files(), key)).toEqual(bytes(900, 2));
    });

    it("drops parts that are not named", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const first = await send(key, uploadId, 1, bytes(1000, 1));
      await send(key, uploadId, 2, bytes(1000, 2));
      await files().completeMultipart(key, uploadId, [first]);
      expect(await read(files(), key)).toEqual(bytes(1000, 1));
    });

    it.skipIf(!rules.partIdentity)(
      "refuses parts that are not there, and can be completed after",
      async () => {
        const key = freshKey();
        const uploadId = await files().createMultipart(key, TYPE);
        const first = await send(key, uploadId, 1, bytes(5 * MIB, 1));
        await expect(
          files().completeMultipart(key, uploadId, [first, { number: 2, etag: first.etag }]),
        ).rejects.toThrow(InvalidPart);
        await expect(
          files().completeMultipart(key, uploadId, [
            { number: 1, etag: `0${first.etag.slice(1)}`.replace(first.etag, "1") },
          ]),
        ).rejects.toThrow(InvalidPart);
        const second = await send(key, uploadId, 2, bytes(10, 2));
        await files().completeMultipart(key, uploadId, [first, second]);
        expect((await files().head(key)).size).toBe(5 * MIB + 10);
      },
    );

    it.skipIf(!rules.partOrder)("refuses parts out of order", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const parts = [
        await send(key, uploadId, 2, bytes(5 * MIB, 1)),
        await send(key, uploadId, 1, bytes(5 * MIB, 2)),
      ];
      await expect(files().completeMultipart(key, uploadId, parts)).rejects.toThrow(InvalidPart);
      await files().abortMultipart(key, uploadId);
    });

    it.skipIf(!rules.minimumPartSize)("refuses a small part that is not the last", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const parts = [
        await send(key, uploadId, 1, bytes(5 * MIB - 1)),
        await send(key, uploadId, 2, bytes(10)),
      ];
      await expect(files().completeMultipart(key, uploadId, parts)).rejects.toThrow(PartTooSmall);
      await files().abortMultipart(key, uploadId);
    });

    it("makes one object of concurrent completions", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const parts = [
        await send(key, uploadId, 1, bytes(5 * MIB, 1)),
        await send(key, uploadId, 2, bytes(10, 2)),
      ];
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => files().completeMultipart(key, uploadId, parts)),
      );
      const done = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(done.length).toBeGreaterThan(0);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(NoSuchUpload);
      expect(sha256(await read(files(), key))).toBe(sha256(Buffer.concat([bytes(5 * MIB, 1), bytes(10, 2)])));
      expect((await collect(files().list(key))).length).toBe(1);
      expect(await collect(files().listMultiparts(key))).toEqual([]);
    });

    it("drops an aborted upload, and aborts what is not there", async () => {
      const key = freshKey();
      const uploadId = await files().createMultipart(key, TYPE);
      const part = await send(key, uploadId, 1, bytes(1000));
      const url = peer().absolute(await files().presignPart(key, uploadId, 2, { expiresInSeconds: 300 }));
      await files().abortMultipart(key, uploadId);
      await files().abortMultipart(key, uploadId);
      await expect(files().listParts(key, uploadId)).rejects.toThrow(NoSuchUpload);
      if (rules.goneUpload) {
        await expect(files().completeMultipart(key, uploadId, [part])).rejects.toThrow(NoSuchUpload);
        expect(await putUrl(url, bytes(10))).toMatchObject({ status: 404, code: "NoSuchUpload" });
      }
      await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
    });

    it("lists uploads under way by prefix, and sweeps the old ones", async () => {
      const [one, two] = [freshKey(), freshKey()];
      const first = await files().createMultipart(one, TYPE);
      const second = await files().createMultipart(two, TYPE);
      expect(
        (await collect(files().listMultiparts(one))).map(({ key, uploadId }) => ({ key, uploadId })),
      ).toEqual([{ key: one, uploadId: first }]);
      const [listed] = await collect(files().listMultiparts(one));
      if (!listed) throw new Error("the upload is not listed");
      await files().sweep(new Date(listed.initiatedAt.getTime() - 60_000));
      expect(await collect(files().listMultiparts(two))).toMatchObject([{ key: two, uploadId: second }]);
      const later = new Date(listed.initiatedAt.getTime() + 60_000);
      const asked: string[] = [];
      await files().sweep(later, async (ids) => {
        asked.push(...ids);
        return new Set([second]);
      });
      expect(asked).toEqual(expect.arrayContaining([first, second]));
      expect(await collect(files().listMultiparts(one))).toEqual([]);
      expect(await collect(files().listMultiparts(two))).toMatchObject([{ key: two, uploadId: second }]);
      expect((await files().sweep(later)).uploads).toBeGreaterThanOrEqual(1);
      await expect(files().listParts(two, second)).rejects.toThrow(NoSuchUpload);
    });
  });
}
