import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import { embed } from "../embedding/embed.ts";
import { EmbeddingUnavailable } from "../embedding/embedding-unavailable.ts";
import { catalogueNames } from "./catalogue-names.ts";
import { type Candidate, type Names, prepareNames, type Reference, rankEntries } from "./rank-entries.ts";

/** Names ranked in one turn of the event loop. */
const NAMES_PER_TURN = 5;
/** Of an organisation's own names, more than anybody keeps by hand. */
const MAX_OWN = 5_000;
/** Of these, how many are also compared by meaning: each is a run of the model the first time. */
const MAX_MEANT = 500;

/** Organisations whose own names are kept ready. */
const PREPARED = 20;

export interface Known {
  tenantId: string;
  book: Pick<EffectiveBook, "catalogue" | "names">;
  /** What the tenant's people assigned before: catalogue ids by name. */
  remembered: ReadonlyMap<string, string>;
}

/** The built-in catalogue's names, made ready once. */
export function builtInNames(): Names {
  builtIn ??= prepareNames(catalogueNames(DEFAULT_CATALOGUE));
  return builtIn;
}
let builtIn: Names | undefined;

/**
 * The `limit` entries that each name most likely means, of the catalogue in use. Goes by words alone while the embedding
 * model is away. Call it outside a transaction.
 */
export async function candidatesOf(
  known: Known,
  names: readonly string[],
  limit: number,
): Promise<Candidate[][]> {
  const { catalogue } = known.book;
  const shared = builtInNames();
  const all = [shared, ownNames(known, shared.rarity)];
  const meanings = await meaningsOf(known, names);
  const found: Candidate[][] = [];
  for (const [at, name] of names.entries()) {
    if (at % NAMES_PER_TURN === NAMES_PER_TURN - 1) await setImmediate();
    found.push(rankEntries(name, all, catalogue, meanings[at]).slice(0, limit));
  }
  return found;
}

/** Making thousands of names ready takes a second: so once for each state of them. The organisation that asked last is the last. */
function ownNames(known: Known, rarity: Names["rarity"]): Names {
  const { tenantId } = known;
  const references = ownReferences(known);
  const state = createHash("sha256")
    .update(JSON.stringify(references.map(({ text, catalogueId }) => [text, catalogueId])))
    .digest("hex");
  const found = prepared.get(tenantId);
  const names = found?.state === state ? found.names : prepareNames(references, rarity);
  prepared.delete(tenantId);
  prepared.set(tenantId, { state, names });
  for (const oldest of prepared.keys()) if (prepared.size > PREPARED) prepared.delete(oldest);
  return names;
}
const prepared = new Map<string, { state: string; names: Names }>();

function ownReferences({ book, remembered }: Known): Reference[] {
  const own = [...remembered, ...book.names].map(([text, catalogueId]) => ({ text, catalogueId, own: true }));
  return own.slice(0, MAX_OWN);
}

/** Cosine by entry, for each name; empty where no model serves: the lexical form would say what the words say. */
async function meaningsOf(
  { tenantId, book }: Known,
  names: readonly string[],
): Promise<Map<string, number>[]> {
  try {
    const entries = [...new Map(meantBy(book.catalogue, book.names))];
    const { model, vectors } = await embed(
      tenantId,
      entries.map(([text]) => text),
    );
    if (model.kind === "lexical") return [];
    const asked = await embed(tenantId, names, { stored: false });
    return asked.vectors.map((vector) => {
      const best = new Map<string, number>();
      for (const [at, [, catalogueId]] of entries.entries()) {
        const cosine = dot(vector, vectors[at]);
        if (cosine > (best.get(catalogueId) ?? 0)) best.set(catalogueId, cosine);
      }
      return best;
    });
  } catch (error) {
    if (error instanceof EmbeddingUnavailable) return [];
    throw error;
  }
}

function meantBy(catalogue: Catalogue, own: ReadonlyMap<string, string>): [string, string][] {
  const entries = [...catalogue.values()].map(({ id, name }): [string, string] => [name, id]);
  return [...entries, ...[...own].slice(0, MAX_MEANT)];
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b?.[at] ?? 0);
  return sum;
}
