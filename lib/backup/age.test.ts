import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decrypted, encryption } from "./age.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-age-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 300_001];

async function sealed(content: Buffer, to: Parameters<typeof encryption>[0]): Promise<string> {
  const file = path.join(directory, randomBytes(8).toString("hex"));
  await pipeline(
    Readable.from(content.length > 0 ? [content] : []),
    await encryption(to),
    createWriteStream(file),
  );
  return file;
}

it.each(SIZES)(
  "writes %i bytes so that the library opens them, and opens what the library wrote",
  async (size) => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const content = randomBytes(size);

    const ours = await readFile(await sealed(content, { recipients: [recipient] }));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.from(await decrypter.decrypt(ours)).equals(content)).toBe(true);

    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const file = path.join(directory, `theirs-${size}`);
    await writeFile(file, await encrypter.encrypt(content));
    expect((await buffer(await decrypted(file, { identities: [identity] }))).equals(content)).toBe(true);
  },
);

it("takes a passphrase, several recipients, and no other key", async () => {
  const content = randomBytes(100_000);
  const passphrase = "correct horse battery staple";
  const byPassphrase = await sealed(content, { passphrase });
  expect((await buffer(await decrypted(byPassphrase, { passphrase }))).equals(content)).toBe(true);
  await expect(decrypted(byPassphrase, { passphrase: "another one of words" })).rejects.toMatchObject({
    code: "wrong_key",
  });

  const [one, two, other] = await Promise.all([1, 2, 3].map(() => generateX25519Identity()));
  const recipients = await Promise.all([one, two].map((i) => identityToRecipient(i ?? "")));
  const toTwo = await sealed(content, { recipients });
  for (const identity of [one, two])
    expect((await buffer(await decrypted(toTwo, { identities: [identity ?? ""] }))).equals(content)).toBe(
      true,
    );
  await expect(decrypted(toTwo, { identities: [other ?? ""] })).rejects.toMatchObject({ code: "wrong_key" });
});

it("refuses what was changed, cut or put in another order, and what is no age file", async () => {
  const identity = await generateX25519Identity();
  const whole = await readFile(
    await sealed(randomBytes(200_000), { recipients: [await identityToRecipient(identity)] }),
  );
  const read = async (content: Buffer) => {
    const file = path.join(directory, randomBytes(8).toString("hex"));
    await writeFile(file, content);
    return buffer(await decrypted(file, { identities: [identity] }));
  };
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(150_000) ^ 1, 150_000);
  await expect(read(changed)).rejects.toMatchObject({ code: "backup_damaged" });
  // Also at a chunk's border, and without anything behind the header.
  const header = whole.length - 200_000 - 4 * 16 - 16;
  for (const end of [whole.length - 1, header + 16 + 2 * (65_536 + 16), header + 16, header + 3])
    await expect(read(whole.subarray(0, end))).rejects.toMatchObject({ code: "backup_damaged" });
  await expect(read(randomBytes(1000))).rejects.toMatchObject({ code: "not_a_backup" });
});
