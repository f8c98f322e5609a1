import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { Transform, type TransformCallback } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { AppError } from "#lib/errors.ts";

/** Whom a backup is encrypted to. A passphrase is a text of its own, never a recipient beside others. */
export type Recipients = { recipients: readonly string[] } | { passphrase: string };
/** What opens it. */
export type Identities = { identities: readonly string[] } | { passphrase: string };

const CHUNK = 64 * 1024;
const TAG = 16;
const NONCE = 16;
/** A header holds one line of some hundred bytes for each recipient. */
const MOST_HEADER = 256 * 1024;

/**
 * Encrypts a stream into an age file (age-encryption.org/v1). Header and keys are age-encryption's; the payload's STREAM is
 * computed by node:crypto, seven times as fast as in JavaScript. Throws `AppError` for what is no recipient.
 */
export async function encryption(to: Recipients): Promise<Transform> {
  const { header, fileKey } = await newHeader(to);
  const nonce = randomBytes(NONCE);
  const cipher = new Sealing(payloadKey(fileKey, nonce));
  cipher.push(header);
  cipher.push(nonce);
  return cipher;
}

async function newHeader(to: Recipients): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  let fileKey: Uint8Array | undefined;
  try {
    if ("passphrase" in to) {
      encrypter.setPassphrase(to.passphrase);
    } else {
      for (const recipient of to.recipients) encrypter.addRecipient(recipient);
      // Gets the key that the others wrap, and adds nothing to the header.
      encrypter.addRecipient({
        wrapFileKey(key) {
          fileKey = key.slice();
          return [];
        },
      });
    }
    const empty = await encrypter.encrypt(new Uint8Array());
    const header = empty.subarray(0, empty.length - NONCE - TAG);
    if ("passphrase" in to) {
      const decrypter = new Decrypter();
      decrypter.addPassphrase(to.passphrase);
      fileKey = await decrypter.decryptHeader(header);
    }
    if (!fileKey) throw new Error("No file key was made");
    return { header, fileKey };
  } catch (error) {
    throw new AppError(
      400,
      "recipient_unusable",
      `A backup cannot be encrypted to this (${error instanceof Error ? error.message : error}). Give --recipient what \`npm run backup -- keygen\` printed, such as age1….`,
    );
  }
}

/**
 * The plaintext of an age file as a stream. Throws `AppError`: `not_a_backup`, `wrong_key`; the stream fails with
 * `backup_damaged` where a byte was changed or is missing. No byte comes out of it that was not authenticated.
 */
export async function decrypted(file: string, by: Identities): Promise<Transform> {
  const header = await readHeader(file);
  const decrypter = new Decrypter();
  try {
    if ("passphrase" in by) decrypter.addPassphrase(by.passphrase);
    else for (const identity of by.identities) decrypter.addIdentity(identity);
  } catch {
    throw new AppError(
      400,
      "identity_unusable",
      "The identity file holds no age identity. Give the file that `npm run backup -- keygen` wrote, with its line AGE-SECRET-KEY-….",
    );
  }
  const fileKey = await decrypter.decryptHeader(header).catch(() => {
    throw new AppError(
      400,
      "wrong_key",
      "This key does not open the backup. Give the identity (or passphrase) that belongs to what it was encrypted to.",
    );
  });
  const opening = new Opening(fileKey);
  const source = createReadStream(file, { start: header.length, highWaterMark: 1024 * 1024 });
  source.on("error", (error) => opening.destroy(error));
  opening.on("close", () => source.destroy());
  return source.pipe(opening);
}

async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_HEADER), 0, MOST_HEADER, 0);
    const text = buffer.subarray(0, bytesRead).toString("latin1");
    const end = /^age-encryption\.org\/v1\n[\s\S]*?\n--- [A-Za-z0-9+/]+\n/.exec(text)?.[0].length;
    if (end === undefined)
      throw new AppError(
        400,
        "not_a_backup",
        `${file} is no backup: it does not begin like a file of age. Nothing was changed.`,
      );
    return buffer.subarray(0, end);
  } finally {
    await handle.close();
  }
}

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array) =>
  Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));

/** The nonce of a chunk: its number in eleven bytes, and whether it is the last. */
function nonceOf(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(chunk, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Cuts what comes into blocks of a size; the last one is known only at the end, so one is always held back. */
abstract class Blocks extends Transform {
  readonly #size: number;
  #held: Buffer[] = [];
  #bytes = 0;
  protected number = 0;
  constructor(size: number) {
    super({ highWaterMark: 1024 * 1024 });
    this.#size = size;
  }

  protected abstract block(bytes: Buffer, isLast: boolean): Buffer;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#held.push(chunk);
      this.#bytes += chunk.length;
      if (this.#bytes > this.#size) this.#cut();
      done();
    } catch (error) {
      done(toError(error));
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.push(this.block(Buffer.concat(this.#held, this.#bytes), true));
      done();
    } catch (error) {
      done(toError(error));
    }
  }

  #cut(): void {
    const all = this.#held.length === 1 ? (this.#held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#held);
    let from = 0;
    for (; all.length - from > this.#size; from += this.#size) {
      this.push(this.block(all.subarray(from, from + this.#size), false));
      this.number++;
    }
    this.#held = [all.subarray(from)];
    this.#bytes = all.length - from;
  }
}

class Sealing extends Blocks {
  readonly #key: Buffer;
  constructor(key: Buffer) {
    super(CHUNK);
    this.#key = key;
  }

  protected override block(bytes: Buffer, isLast: boolean): Buffer {
    const cipher = createCipheriv("chacha20-poly1305", this.#key, nonceOf(this.number, isLast), {
      authTagLength: TAG,
    });
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

class Opening extends Blocks {
  readonly #fileKey: Uint8Array;
  #key: Buffer | undefined;
  #nonce = Buffer.alloc(0);
  constructor(fileKey: Uint8Array) {
    super(CHUNK + TAG);
    this.#fileKey = fileKey;
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#key) {
      super._transform(chunk, encoding, done);
      return;
    }
    this.#nonce = Buffer.concat([this.#nonce, chunk]);
    if (this.#nonce.length < NONCE) {
      done();
      return;
    }
    this.#key = payloadKey(this.#fileKey, this.#nonce.subarray(0, NONCE));
    super._transform(this.#nonce.subarray(NONCE), encoding, done);
  }

  protected override block(bytes: Buffer, isLast: boolean): Buffer {
    if (!this.#key || bytes.length < TAG || (bytes.length === TAG && this.number > 0)) throw damaged();
    const decipher = createDecipheriv("chacha20-poly1305", this.#key, nonceOf(this.number, isLast), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(bytes.subarray(-TAG));
    const plain = decipher.update(bytes.subarray(0, -TAG));
    try {
      decipher.final();
    } catch {
      throw damaged();
    }
    return plain;
  }
}

export const damaged = (what = "a part of it was changed, or its end is missing") =>
  new AppError(
    422,
    "backup_damaged",
    `The backup is damaged: ${what}. Nothing of it was taken over; use another one.`,
  );

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** The identities of a file as age-keygen writes it: one a line, comments by `#`. */
export async function readIdentities(file: string): Promise<string[]> {
  return (await readFile(file, "utf8"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The first line of a file. */
export async function readPassphrase(file: string): Promise<string> {
  const [passphrase = ""] = (await readFile(file, "utf8")).split("\n");
  if (passphrase.trim().length < 12)
    throw new AppError(
      400,
      "passphrase_short",
      `The first line of ${file} is the passphrase; it has to have at least 12 characters.`,
    );
  return passphrase.trim();
}
