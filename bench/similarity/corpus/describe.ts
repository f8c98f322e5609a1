import type { Latent } from "./bill.ts";
import type { Structure } from "./data/buildings.ts";
import type { Language } from "./data/names.ts";
import { ASIDES, BOILERPLATE, type BuildingType, STREETS, TYPE_WORDS, TYPES } from "./data/wording.ts";
import type { Random } from "./random.ts";
import { withSlip } from "./spelling.ts";

const STRUCTURE_WORDS: Record<Structure, Record<Language, string>> = {
  insitu: { en: "in-situ concrete frame", de: "Stahlbetonskelett", nl: "betonconstructie ihw" },
  precast: { en: "precast frame", de: "Fertigteilbau", nl: "prefab betonskelet" },
  steel: { en: "steel frame", de: "Stahlbau", nl: "staalskelet" },
  masonry: { en: "loadbearing masonry", de: "Mauerwerksbau", nl: "dragend metselwerk" },
  timberframe: { en: "timber frame", de: "Holzständerbau", nl: "houtskeletbouw" },
  masstimber: { en: "mass timber", de: "Holzmassivbau", nl: "massieve houtbouw" },
};

const FINISH_WORDS: Record<Language, readonly [string, string, string]> = {
  en: ["economy finish", "standard finish", "high-end finish"],
  de: ["einfacher Standard", "mittlerer Standard", "gehobener Standard"],
  nl: ["sober afwerkingsniveau", "standaard afwerking", "hoogwaardige afwerking"],
};

/** Free text, often none; what it says is sometimes of another building, since people copy what they wrote before. */
export function descriptionOf(latent: Latent, language: Language, model: boolean, random: Random): string {
  if (random.chance(model ? 0.55 : 0.33)) return "";
  const parts: string[] = [];
  const copied = random.chance(0.07);
  const type = copied ? otherType(latent.type, random) : latent.type;
  const namesType = random.chance(0.5);
  if (namesType) parts.push(opening(type, language, random));
  const namesStreet = !namesType && random.chance(0.5);
  if (namesStreet) parts.push(`${random.pick(STREETS[language])}.`);
  if (random.chance(0.12)) parts.push(`${STRUCTURE_WORDS[latent.structure][language]}.`);
  if (random.chance(0.1)) parts.push(`${FINISH_WORDS[language][latent.spec]}.`);
  if (random.chance(0.14))
    parts.push(areaWords(latent.areaM2 * (copied ? random.between(0.3, 3) : 1), language));
  for (const sentence of random.shuffled(BOILERPLATE[language]).slice(0, random.whole(0, 3)))
    parts.push(sentence);
  if (random.chance(0.2)) parts.push(aside(latent.type, language, random));
  const text = parts.join(" ");
  return random.chance(0.12) ? withSlip(text, random) : text;
}

function opening(type: BuildingType, language: Language, random: Random): string {
  const word = random.pick(TYPE_WORDS[type][language].split("|"));
  return random.chance(0.4) ? `${word} ${random.pick(STREETS[language])}.` : `${word}.`;
}

function aside(type: BuildingType, language: Language, random: Random): string {
  const word = random.pick(TYPE_WORDS[otherType(type, random)][language].split("|"));
  return random.pick(ASIDES[language]).replace("{other}", word);
}

const otherType = (type: BuildingType, random: Random): BuildingType =>
  random.pick(TYPES.filter((other) => other !== type));

function areaWords(areaM2: number, language: Language): string {
  const area = Number(areaM2.toPrecision(2));
  if (language === "de") return `ca. ${area.toLocaleString("de-DE")} m² BGF.`;
  if (language === "nl") return `circa ${area.toLocaleString("nl-NL")} m2 bvo.`;
  return `approx. ${area.toLocaleString("en-GB")} m2 GFA.`;
}

/** A model's file name, which seldom says what the building is. */
export function fileName(latent: Latent, language: Language, day: Date, random: Random): string {
  const street = random.pick(STREETS[language]).replace(/[ .]+/g, "-");
  const word = random.pick(TYPE_WORDS[latent.type][language].split("|")).replace(/ /g, "-");
  const number = `${day.getUTCFullYear()}-${random.whole(1, 240)}`;
  const middle = random.weighted([
    [street, 0.45],
    [word, 0.25],
    ["ARC", 0.15],
    ["Gesamtmodell", 0.15],
  ]);
  return `${number}_${middle}_v${random.whole(1, 6)}.ifc`;
}
