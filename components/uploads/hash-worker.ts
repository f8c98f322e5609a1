import { createSHA256 } from "hash-wasm";
import type { HashAnswer, HashQuestion } from "./hash-file.ts";

/** Read at once: few messages, and little memory however large the file is. */
const CHUNK = 4 * 2 ** 20;

const answer = (message: HashAnswer) => self.postMessage(message);

self.onmessage = async ({ data: file }: MessageEvent<HashQuestion>) => {
  try {
    const hash = await createSHA256();
    for (let at = 0; at < file.size; at += CHUNK) {
      hash.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
      answer({ kind: "read", bytes: Math.min(file.size, at + CHUNK) });
    }
    answer({ kind: "hashed", sha256: hash.digest() });
  } catch (error) {
    // The browser's word for a file that was changed, moved or deleted since it was chosen.
    const unreadable =
      error instanceof DOMException && ["NotReadableError", "NotFoundError"].includes(error.name);
    answer({ kind: unreadable ? "unreadable" : "failed" });
  }
};
