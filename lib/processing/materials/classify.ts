import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { normaliseMaterialName } from "./normalise.ts";
import { ENVELOPE_RULES } from "./rules/envelope.ts";
import { FINISH_RULES } from "./rules/finishes.ts";
import { matches, type Rule } from "./rules/rule.ts";
import { STRUCTURE_RULES } from "./rules/structure.ts";

/** First match wins. */
export const RULES: readonly Rule[] = [...ENVELOPE_RULES, ...FINISH_RULES, ...STRUCTURE_RULES];

export interface MaterialName {
  name: string;
  /** IFC classes of the elements that have this material: they decide a few names that mean two things. */
  ifcClasses: readonly string[];
}

export interface MaterialClassification {
  /** As the model spells it. */
  name: string;
  /** Null: unknown, to be listed for a person to assign. Never a silent guess. */
  catalogueId: string | null;
  /** 0..1; 1 for what a person assigned, 0 for unknown. */
  confidence: number;
  /** What decided: `remembered`, `own_name`, `catalogue_id`, `catalogue_name`, a rule's id, `not a material` or `unknown`. */
  rule: string;
}

export interface ClassifyOptions {
  /** What the tenant's people assigned before, by `normaliseMaterialName(name)`. Beats every rule. */
  remembered?: ReadonlyMap<string, string>;
  /** What names mean by the tenant's price book: its own entries' names and all aliases, normalised alike. */
  ownNames?: ReadonlyMap<string, string>;
  /** Ids of the catalogue in use: a name that is an id is taken as that entry; a rule's id outside it is unknown. */
  catalogueIds: ReadonlySet<string>;
}

/**
 * Finds the catalogue entry of each material name: what a person assigned, else what the tenant's price book says that
 * it means, else a name that is an entry's id or a built-in entry's own name, else the first rule that matches (rules know English, German, Dutch, French, Spanish, Italian, Portuguese, Swedish, Norwegian,
 * Danish, Finnish, Polish and Czech), else unknown. Same length and order as `names`.
 */
export function classifyMaterials(
  names: readonly MaterialName[],
  options: ClassifyOptions,
): MaterialClassification[] {
  return names.map((material) => classify(material, options));
}

function classify({ name, ifcClasses }: MaterialName, options: ClassifyOptions): MaterialClassification {
  const unknown = { name, catalogueId: null, confidence: 0, rule: "unknown" };
  const normalised = normaliseMaterialName(name);
  const remembered = options.remembered?.get(normalised);
  if (remembered !== undefined && options.catalogueIds.has(remembered)) {
    return { name, catalogueId: remembered, confidence: 1, rule: "remembered" };
  }
  const own = options.ownNames?.get(normalised);
  if (own !== undefined && options.catalogueIds.has(own)) {
    return { name, catalogueId: own, confidence: 1, rule: "own_name" };
  }
  const id = name.trim().toLowerCase();
  if (options.catalogueIds.has(id)) return { name, catalogueId: id, confidence: 1, rule: "catalogue_id" };

  const named = entryNames.get(normalised);
  if (named !== undefined && options.catalogueIds.has(named)) {
    return { name, catalogueId: named, confidence: 1, rule: "catalogue_name" };
  }

  const found = RULES.find((rule) => matches(rule, normalised, ifcClasses));
  if (!found) return unknown;
  if (found.to === null) return { ...unknown, rule: found.id };
  if (!options.catalogueIds.has(found.to)) return unknown;
  return { name, catalogueId: found.to, confidence: found.confidence, rule: found.id };
}

const entryNames: ReadonlyMap<string, string> = new Map(
  [...DEFAULT_CATALOGUE.values()].map(({ id, name }) => [normaliseMaterialName(name), id]),
);
