/**
 * One rule of classification. Word lists are separated by blanks; in them `word` matches anywhere (German and Dutch
 * compounds), `^word` at the start of a word, `=word` a whole word, and `_` stands for a blank. All are normalised.
 */
export interface Rule {
  id: string;
  /** Catalogue id, or null for a name that says it is no material. */
  to: string | null;
  /** 0..1: how sure the rule is that a name it matches is this entry. */
  confidence: number;
  /** One of these has to occur … */
  any: RegExp;
  /** … and one of these … */
  and: RegExp | null;
  /** … and none of these. */
  not: RegExp | null;
  /** … and one of the classes the material occurs in has to match. */
  classes: RegExp | null;
  /** The words of `any` and of `and`, with their marks and blanks. */
  words: { any: readonly string[]; and: readonly string[] };
}

export interface RuleOptions {
  confidence?: number;
  and?: string;
  not?: string;
  classes?: RegExp;
}

/** Rules that name a kind of a material exactly are more certain than those that know only its family. */
export const SPECIFIC = 0.95;
export const FAMILY = 0.8;
export const GUESS = 0.6;

export function rule(to: string, any: string, options: RuleOptions = {}): Rule {
  return {
    id: options.and
      ? `${to}: ${any.split(" ")[0]} + ${options.and.split(" ")[0]}`
      : `${to}: ${any.split(" ")[0]}`,
    to,
    confidence: options.confidence ?? SPECIFIC,
    any: words(any),
    and: options.and ? words(options.and) : null,
    not: options.not ? words(options.not) : null,
    classes: options.classes ?? null,
    words: { any: marked(any), and: marked(options.and ?? "") },
  };
}

export function notAMaterial(any: string): Rule {
  return { ...rule("", any), id: "not a material", to: null };
}

/** `name` is normalised; `classes` are the IFC classes it occurs in. */
export function matches(candidate: Rule, name: string, classes: readonly string[]): boolean {
  if (!candidate.any.test(name)) return false;
  if (candidate.and && !candidate.and.test(name)) return false;
  if (candidate.not?.test(name)) return false;
  const wanted = candidate.classes;
  return !wanted || classes.some((ifcClass) => wanted.test(ifcClass));
}

const listed = (list: string) => list.split(/\s+/).filter(Boolean);
const marked = (list: string) => listed(list).map((word) => word.replaceAll("_", " "));
/** A word of `Rule.words` without its mark. */
export const plainWord = (word: string) => word.replace(/^[=^]/, "").trim();

function words(list: string): RegExp {
  const patterns = marked(list).map((word) => {
    const text = word.replace(/^[=^]/, "").replaceAll(".", "\\.");
    if (word.startsWith("=")) return `(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`;
    return word.startsWith("^") ? `(?<![\\p{L}\\p{N}])${text}` : text;
  });
  return new RegExp(patterns.join("|"), "u");
}
