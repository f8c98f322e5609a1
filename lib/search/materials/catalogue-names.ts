import type { Catalogue } from "#lib/catalogue/types.ts";
import { RULES } from "#lib/processing/materials/classify.ts";
import development from "#lib/processing/materials/labels/development.json" with { type: "json" };
import fresh from "#lib/processing/materials/labels/fresh.json" with { type: "json" };
import heldOut from "#lib/processing/materials/labels/held-out.json" with { type: "json" };
import { plainWord } from "#lib/processing/materials/rules/rule.ts";
import type { Reference } from "./rank-entries.ts";

/** Names of models, each read and given its entry by a person. */
const LABELLED: readonly (string | null)[][] = [...development, ...heldOut, ...fresh];

/** The names that a catalogue's entries go by: their own, labelled ones, and the words of the rules that lead to them. */
export function catalogueNames(catalogue: Catalogue): Reference[] {
  const reference = (catalogueId: string, text: string): Reference => ({ catalogueId, text, own: false });
  return [
    ...[...catalogue.values()].map(({ id, name }) => reference(id, name)),
    ...LABELLED.flatMap(([text, id]) => (text && id && catalogue.has(id) ? [reference(id, text)] : [])),
    ...RULES.flatMap(({ to, words }) =>
      to !== null && catalogue.has(to) ? words.any.map((word) => reference(to, plainWord(word))) : [],
    ),
  ];
}
