import en from "#lib/i18n/messages/en/format.json" with { type: "json" };
import { formatWords } from "./locale.ts";

/**
 * A place as the reader calls it: towns by their names, and the built-in book's own level, which is no town
 * (lib/catalogue/location-factors.ts), in the reader's language.
 */
export function placeName(place: string): string {
  return place === en.usAverage ? formatWords().usAverage : place;
}
