import { activeLocale } from "#lib/i18n/active-locale.ts";
import de from "#lib/i18n/messages/de/ifc-classes.json" with { type: "json" };

/**
 * "IfcWallStandardCase" as people say it, in the reader's language: "Wall standard case". The class itself stays beside it.
 * One that no schema of ours has is taken apart.
 */
export function classLabel(ifcClass: string): string {
  const known = activeLocale() === "de" ? GERMAN[ifcClass] : undefined;
  if (known) return known;
  const words = ifcClass
    .replace(/^Ifc/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** In English the name of a class is its words, which the catalogue spells out: a test holds them to it. */
const GERMAN: Partial<Record<string, string>> = de;
