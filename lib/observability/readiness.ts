import { pool } from "#db/client.ts";
import { AppError } from "#lib/errors.ts";
import { objectStores } from "#lib/storage/index.ts";

/** Asks what a request needs; throws 503 `not_ready` naming the part that does not answer. */
export async function checkReadiness(): Promise<{ status: "ready" }> {
  for (const [name, ask] of Object.entries(PARTS)) {
    await ask().catch(() => {
      throw new AppError(
        503,
        "not_ready",
        `${name} does not answer. The server takes requests again as soon as it does.`,
      );
    });
  }
  return { status: "ready" };
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
