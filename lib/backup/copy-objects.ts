import { createHash } from "node:crypto";
import { FACTS_RECORD, type ObjectFacts, objectEntry } from "./format.ts";
import type { Installation } from "./installation.ts";
import type { Ledger } from "./ledger.ts";
import { type OpenObject, openObject } from "./read-object.ts";
import type { Reference } from "./references.ts";
import type { ArchiveWriter } from "./write-archive.ts";

/** Objects that are opened ahead of the one that is written: each costs a store two round trips. */
const AHEAD = 8;
const AT_ONCE = 500;

/** Writes every object that is wanted and was not seen before; returns those that are not there. */
export async function copyObjects(
  from: Installation,
  archive: ArchiveWriter,
  ledger: Ledger,
): Promise<Reference[]> {
  const missing: Reference[] = [];
  for (let after = { bucket: "", key: "" }; ; ) {
    const part = ledger.unseen(after, AT_ONCE);
    const last = part.at(-1);
    if (!last) return missing;
    for await (const { reference, object } of opened(from, part)) {
      if (object.state === "missing") missing.push(reference);
      else
        await copyObject(from, archive, ledger, reference, object).catch((error) => {
          if (object.state === "open") object.drop();
          throw error;
        });
    }
    after = last;
  }
}

async function copyObject(
  from: Installation,
  archive: ArchiveWriter,
  ledger: Ledger,
  { bucket, key }: Reference,
  object: Exclude<OpenObject, { state: "missing" }>,
): Promise<void> {
  from.signal?.throwIfAborted();
  const { size, storageClass, contentType, metadata } = object.head;
  if (object.state === "left") return ledger.see({ bucket, key, size, storageClass, sha256: null });
  const hash = createHash("sha256");
  async function* hashed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      from.signal?.throwIfAborted();
      hash.update(chunk);
      yield chunk;
    }
  }
  const facts: ObjectFacts = { contentType, storageClass, metadata };
  await archive.add(
    { name: objectEntry(bucket, key), size, pax: { [FACTS_RECORD]: JSON.stringify(facts) } },
    hashed(object.content),
  );
  const damaged = object.isDamaged();
  ledger.see({ bucket, key, size, storageClass, sha256: hash.digest("hex"), damaged });
}

/** In their order, some of them open before it is their turn. */
async function* opened(
  from: Installation,
  references: readonly Reference[],
): AsyncGenerator<{ reference: Reference; object: OpenObject }> {
  const waiting: { reference: Reference; object: Promise<OpenObject> }[] = [];
  let next = 0;
  const fill = () => {
    for (; waiting.length < AHEAD && next < references.length; next++) {
      const reference = references[next];
      if (!reference) return;
      const object = openObject(from, reference);
      // Whoever waits for it hears of its failure.
      object.catch(() => {});
      waiting.push({ reference, object });
    }
  };
  try {
    for (fill(); ; fill()) {
      const first = waiting.shift();
      if (!first) return;
      yield { reference: first.reference, object: await first.object };
    }
  } finally {
    for (const { object } of waiting)
      void object.then((open) => open.state === "open" && open.drop()).catch(() => {});
  }
}
