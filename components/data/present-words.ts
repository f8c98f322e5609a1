import { decimalText } from "#components/format/decimal.ts";
import { placeName } from "#components/format/place-name.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { EstimateAnswer } from "./answers.ts";

/** "3 over default-1" as people say it. */
export function priceBookText(
  t: Translator<"data">,
  version: string,
  what: "priceBook" | "factorTable" = "priceBook",
): string {
  const [own, builtIn] = version.split(" over ");
  if (own?.startsWith("default-"))
    return t("present.builtInVersion", { what: t(`present.${what}`), slice: own.slice(8) });
  return builtIn
    ? t("present.yourVersionOverTheBuiltInOne", { what: t(`present.${what}`), own: own ?? version })
    : t("present.yourVersion", { what: t(`present.${what}`), own: own ?? version });
}

export function locationText(t: Translator<"data">, { location, location_factor }: EstimateAnswer): string {
  const { matched, factor } = location_factor;
  return matched === null
    ? t("present.noLocationFactorKnown1IsUsed", { location: placeName(location) })
    : t("present.locationFactor", { location: placeName(location), factor: decimalText(factor) });
}
