import { type Language, type MaterialKey, NAMES, type Names } from "./data/names.ts";
import type { Random } from "./random.ts";

const GRADES: Record<Language, readonly string[]> = {
  en: ["C30/37", "C25/30", "C32/40", "C28/35", "C35/45", "RC32/40", "C30"],
  de: ["C30/37", "C25/30", "C35/45", "C20/25", "C30/37 XC4", "C25/30 XC2"],
  nl: ["C30/37", "C20/25", "C28/35", "C35/45", "C30/37 XC3", "C25/30"],
};
const TIMBER_OR_CODE = ["65690", "102890359", "397409098", "(1)", "24", "RAL", "Typ A"];
const BRANDS: Partial<Record<MaterialKey, readonly string[]>> = {
  concrete: ["Cemex", "Heidelberg", "Dyckerhoff", "Mebin"],
  gypsum: ["Knauf", "Gyproc", "Rigips", "Siniat"],
  stonewool: ["Rockwool", "Knauf", "Paroc"],
  glasswool: ["Isover", "Ursa", "Knauf"],
  sandwich: ["Kingspan", "Trimo", "Ruukki"],
  aac: ["Ytong", "Xella", "H+H"],
  clayblock: ["Wienerberger", "Schlagmann"],
  linoleum: ["Forbo", "Tarkett"],
  fibrecement: ["Eternit", "Cembrit"],
  hollowcore: ["Consolis", "VBI", "Echo"],
  steel: ["ArcelorMittal"],
  bitumen: ["Bauder", "Derbigum", "IKO"],
};

/** How one person writes: the same habits through a whole estimate. */
export interface Habit {
  language: Language;
  case: "as is" | "lower" | "upper";
  /** Chance of a slip in a name. */
  typos: number;
  brands: number;
}

export function habitOf(language: Language, random: Random): Habit {
  return {
    language,
    case: random.weighted([
      ["as is", 0.78],
      ["lower", 0.16],
      ["upper", 0.06],
    ]),
    typos: random.weighted([
      [0.01, 0.55],
      [0.05, 0.3],
      [0.16, 0.15],
    ]),
    brands: random.weighted([
      [0, 0.6],
      [0.12, 0.4],
    ]),
  };
}

/** A material as somebody writes it, or as a model names it. */
export function spelled(key: MaterialKey, habit: Habit, model: boolean, random: Random): string {
  const names: Names = NAMES[key];
  const forms = (model ? names.model?.[habit.language] : undefined) ?? names[habit.language];
  let text = random.pick(forms.split("|"));
  text = text.replaceAll("#", () => random.pick(GRADES[habit.language]));
  text = text.replaceAll("%", () => random.pick(TIMBER_OR_CODE));
  if (model) return random.chance(0.1) ? `${text} ${random.pick(TIMBER_OR_CODE)}` : text;
  const brands = BRANDS[key];
  if (brands && random.chance(habit.brands)) text = `${text} ${random.pick(brands)}`;
  if (random.chance(habit.typos)) text = withSlip(text, random);
  return habit.case === "lower" ? text.toLowerCase() : habit.case === "upper" ? text.toUpperCase() : text;
}

/** One slip of the finger in a word of five letters and more: left out, doubled, swapped or a neighbour. */
export function withSlip(text: string, random: Random): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  const at = (word.index ?? 0) + random.whole(1, word[0].length - 2);
  const letter = text[at] ?? "";
  const next = text[at + 1] ?? "";
  const slip = random.whole(0, 3);
  if (slip === 0) return text.slice(0, at) + text.slice(at + 1);
  if (slip === 1) return text.slice(0, at) + letter + text.slice(at);
  if (slip === 2) return text.slice(0, at) + next + letter + text.slice(at + 2);
  return text.slice(0, at) + random.pick([..."aeionrst"]) + text.slice(at + 1);
}
