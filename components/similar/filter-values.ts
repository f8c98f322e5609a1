import type { Units } from "#components/format/units.ts";
import { textOf } from "#components/ui/use-submit.ts";
import { filtersFrom } from "./search-state.ts";

/** What the fields hold, areas in m². */
export function filterValues(form: FormData, units: Units) {
  return {
    filters: filtersFrom((name) => {
      const text = textOf(form, name);
      return name === "floor_area_min" || name === "floor_area_max" ? areaInSi(text, units) : text;
    }),
    limit: textOf(form, "limit"),
    threshold: textOf(form, "threshold"),
  };
}

/** An area that was typed, in m²; empty for none. */
export function areaInSi(text: string, units: Units): string {
  return text === "" ? "" : String(Number(units.toSi(Number(text), "m2").toPrecision(12)));
}

export function areaShown(si: string, units: Units): string {
  return si === "" ? "" : String(Number(units.fromSi(Number(si), "m2").toPrecision(9)));
}
