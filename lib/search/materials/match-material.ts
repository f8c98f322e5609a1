import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { rememberedAssignments } from "#lib/estimates/classify-file.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { candidatesOf, type Known } from "./matcher.ts";
import type { Candidate } from "./rank-entries.ts";

export const MatchMaterial = z.object({
  name: z
    .string()
    .trim()
    .min(1, issueText("search.materialStahlbeton"))
    .max(500, issueText("search.materialMost500")),
  limit: z.coerce.number().int().min(1).max(20).default(5),
});

export const MaterialMatch = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  /** 0..1. */
  score: z.number(),
  /** What speaks for it most: the organisation's own words, a rule, a rule after mending the spelling, likeness of words, or of meaning. */
  because: z.enum(["own_name", "rule", "spelling", "words", "meaning"]),
});

export const MaterialMatches = z.object({ name: z.string(), candidates: z.array(MaterialMatch) });

/** Of one file at most: reading it must stay quick. */
const MAX_NAMES = 100;
const PER_NAME = 3;

/**
 * The entries of the organisation's catalogue that a material's name most likely means, the likeliest first; a person
 * chooses. Empty when nothing in the name looks like an entry.
 */
export async function matchMaterial(
  ctx: Ctx,
  { name, limit }: z.output<typeof MatchMaterial>,
): Promise<z.input<typeof MaterialMatches>> {
  requireRole(ctx, "viewer");
  const known = await knownTo(ctx);
  const [found = []] = await candidatesOf(known, [name], limit);
  return { name, candidates: present(found, known) };
}

/** The likeliest entries of each of a file's unknown materials, of the first hundred names. */
export async function suggestEntries(
  ctx: Ctx,
  names: readonly string[],
): Promise<Record<string, z.input<typeof MaterialMatch>[]>> {
  if (names.length === 0) return {};
  const known = await knownTo(ctx);
  const asked = names.slice(0, MAX_NAMES);
  const found = await candidatesOf(known, asked, PER_NAME);
  return Object.fromEntries(asked.map((name, at) => [name, present(found[at] ?? [], known)]));
}

function knownTo(ctx: Ctx): Promise<Known> {
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => ({
    tenantId,
    book: await effectiveBook(tx, tenantId),
    remembered: await rememberedAssignments(tx, tenantId),
  }));
}

function present(candidates: readonly Candidate[], { book }: Known): z.input<typeof MaterialMatch>[] {
  return candidates.flatMap(({ catalogueId, score, because }) => {
    const entry = book.catalogue.get(catalogueId);
    return entry
      ? [
          {
            catalogue_id: catalogueId,
            name: entryName(catalogueId, entry.name),
            unit: entry.unit,
            score,
            because,
          },
        ]
      : [];
  });
}
