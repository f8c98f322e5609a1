import type { PriceBookEntry } from "#components/data/answers.ts";
import { textOf } from "#components/ui/use-submit.ts";

/** What the sections of an entry's form hold: null for a part that stays built in. */
export function sectionsFrom(form: FormData, unit: PriceBookEntry["unit"]) {
  const ifOwn = <T>(part: string, values: T) => (form.get(`own.${part}`) ? values : null);
  const text = (name: string) => textOf(form, name);
  return {
    price: ifOwn("price", {
      unit,
      material_price: text("price.material_price"),
      labour_hours: text("price.labour_hours"),
      equipment_hours: text("price.equipment_hours"),
      waste_allowance: text("price.waste_allowance"),
      low_factor: text("price.low_factor"),
      high_factor: text("price.high_factor"),
      source: text("price.source"),
      placeholder: form.has("price.placeholder"),
    }),
    factor: ifOwn("factor", {
      a1_a3_kg_per_kg: text("factor.a1_a3_kg_per_kg"),
      quality: text("factor.quality"),
      source: text("factor.source"),
      biogenic_kg_per_kg: text("factor.biogenic_kg_per_kg") || null,
    }),
    mass: ifOwn("mass", {
      density_kg_m3: text("mass.density_kg_m3") || null,
      thickness_m: text("mass.thickness_m") || null,
      mass_per_unit_kg: text("mass.mass_per_unit_kg") || null,
      source: text("mass.source"),
    }),
    site_waste: ifOwn("site_waste", { rate: text("site_waste.rate"), source: text("site_waste.source") }),
  };
}
