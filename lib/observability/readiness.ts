import { pool } from "#db/client.ts";
import { AppError } from "#lib/errors.ts";
import { objectStores } from "#lib/storage/index.ts";

/** How long a part may take to answer, in milliseconds: less than whoever asks waits for. */
const LIMIT_MS = 3_000;

/** Asks what a request needs; throws 503 `not_ready` naming the part that does not answer, or not within `limitMs`. */
export async function checkReadiness(limitMs = LIMIT_MS): Promise<{ status: "ready" }> {
  for (const [name, ask] of Object.entries(PARTS)) {
    await within(limitMs, ask()).catch(() => {
      throw new AppError(
        503,
        "not_ready",
        `${name} does not answer. The server takes requests again as soon as it does.`,
      );
    });
  }
  return { status: "ready" };
}

async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${limitMs} ms`)), limitMs);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const PARTS: Record<string, () => Promise<unknown>> = {
  "The database": async () => {
    await Promise.all([pool("cai_app").sql`select 1`, pool("cai_system").sql`select 1`]);
  },
  "The object store": async () => {
    const { files, archive } = objectStores();
    await Promise.all([files.health(), archive.health()]);
  },
};
