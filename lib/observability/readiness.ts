import { z } from "zod";
import { pool } from "#db/client.ts";
import { AppError } from "#lib/errors.ts";
import { embeddingModel } from "#lib/search/embedding/embed.ts";
import { openIndex } from "#lib/search/index/index.ts";
import { objectStores } from "#lib/storage/index.ts";

/** How long a part may take to answer, in milliseconds: less than whoever asks waits for. */
const LIMIT_MS = 3_000;

/** How long the search of similar estimates may take to say how it is: everything else works without it. */
const SEARCH_LIMIT_MS = 500;

export const Readiness = z.object({
  status: z.literal("ready"),
  /** Of similar estimates: where its index is and whether it answers; what makes its vectors (null: not known yet). */
  search: z.object({
    index: z.enum(["embedded", "qdrant"]),
    state: z.enum(["ready", "unavailable"]),
    embedding: z.enum(["minilm", "lexical"]).nullable(),
  }),
});

/** Asks what a request needs; throws 503 `not_ready` naming the part that does not answer, or not within `limitMs`. */
export async function checkReadiness(limitMs = LIMIT_MS): Promise<z.infer<typeof Readiness>> {
  for (const [name, ask] of Object.entries(PARTS)) {
    await within(limitMs, ask()).catch(() => {
      throw new AppError(
        503,
        "not_ready",
        `${name} does not answer. The server takes requests again as soon as it does.`,
      );
    });
  }
  return { status: "ready", search: await searchState() };
}

async function searchState(): Promise<z.infer<typeof Readiness>["search"]> {
  const index = openIndex();
  const [state, embedding] = await Promise.all([
    within(SEARCH_LIMIT_MS, index.present()).then(
      () => "ready" as const,
      () => "unavailable" as const,
    ),
    within(SEARCH_LIMIT_MS, embeddingModel()).then(
      ({ kind }) => kind,
      () => null,
    ),
  ]);
  return { index: index.kind, state, embedding };
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
