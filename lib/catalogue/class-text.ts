import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/ifc-classes.json" with { type: "json" };

const GERMAN: Partial<Record<string, string>> = de;

/** "IfcWallStandardCase" as people say it, in a language that is asked for: "Wall standard case". One that no schema of ours has is taken apart. */
export function classText(ifcClass: string, locale: Locale): string {
  const known = locale === "de" ? GERMAN[ifcClass] : undefined;
  if (known) return known;
  const words = ifcClass
    .replace(/^Ifc/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
