import type { ElementMapping, Mapping, MappingKind } from "./mapping.ts";
import { normaliseName } from "./normalise-name.ts";
import { elementRules, LEFT_OUT, MATERIALS, type Rule } from "./suggest-rules.ts";

/** How something is drawn, which decides between outlines and lines. */
export interface DrawnAs {
  things: number;
  closed: number;
}

/**
 * What a layer or a block most likely is, by its name: the first rule that matches (suggest-rules.ts), with the material
 * that the name tells. Null where the name says nothing. A suggestion is for a person to confirm, its heights and
 * thicknesses above all: they are usual ones, nothing that the drawing says.
 */
export function suggestMapping(kind: MappingKind, name: string, { things, closed }: DrawnAs): Mapping | null {
  const words = wordsOf(name);
  if (kind === "layer" && (LEFT_OUT.test(words) || isAnnotationOfIso13567(name))) return { use: "leave_out" };
  const rule = elementRules(kind).find(({ when }) => when.test(words)) ?? byIso13567(kind, name);
  if (!rule) return null;
  const material = MATERIALS.find(({ when }) => when.test(words))?.name ?? rule.material ?? null;
  return elementOf(rule, kind, material, closed * 2 > things);
}

function elementOf(
  rule: Rule,
  kind: MappingKind,
  material: string | null,
  isOutlined: boolean,
): ElementMapping {
  const measure = kind === "block" ? rule.block : isOutlined ? rule.closed : rule.open;
  const needs = {
    height_m: measure.includes("height") ? (rule.heightM ?? null) : null,
    thickness_m: measure.includes("thickness") ? (rule.thicknessM ?? null) : null,
  };
  return {
    use: "element",
    ifc_class: rule.ifcClass,
    measure,
    ...needs,
    two_lines: false,
    material,
    storey: null,
  };
}

const UMLAUTS: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** A name as rules read it: small letters, umlauts written out, words between single blanks, blanks around. */
export function wordsOf(name: string): string {
  const plain = normaliseName(name)
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g, " ")
    .trim();
  return ` ${plain} `;
}

/**
 * ISO 13567-2: agent (2 places), element (6), presentation (2), unused places filled with hyphens. The element's code is
 * by a national table; the two first digits here by CI/SfB table 1, which the standard's own examples use.
 */
const ISO_13567 = /^[a-z][a-z0-9-][a-z]?(\d{2})[\d-]{2,5}([a-z-])[a-z0-9-]/;

function isAnnotationOfIso13567(name: string): boolean {
  // T text, D dimension, H hatching, G grid, B border, U user, as the standard's presentation code has them.
  return /[tdgbu]/.test(ISO_13567.exec(normaliseName(name))?.[2] ?? "");
}

function byIso13567(kind: MappingKind, name: string): Rule | undefined {
  const code = kind === "layer" ? ISO_13567.exec(normaliseName(name))?.[1] : undefined;
  return code === undefined ? undefined : elementRules("layer").find(({ sfb }) => sfb?.includes(code));
}
