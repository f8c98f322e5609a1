import { expect, it } from "vitest";
import { EditPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { sectionsFrom } from "./sections-from.ts";

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

const PRICE = {
  "own.price": "on",
  "price.material_price": "100",
  "price.labour_hours": "1",
  "price.equipment_hours": "0",
  "price.waste_allowance": "0",
  "price.low_factor": "1",
  "price.high_factor": "1",
  "price.source": "Quote",
};

it("sends a placeholder back as one, and an unticked one as verified", () => {
  const ticked = sectionsFrom(form({ ...PRICE, "price.placeholder": "on" }), "m3");
  expect(EditPriceBookRow.parse(ticked).price).toMatchObject({ material_price: "100", placeholder: true });
  expect(EditPriceBookRow.parse(sectionsFrom(form(PRICE), "m3")).price).toMatchObject({ placeholder: false });
});

it("sends stored carbon only where it is filled in", () => {
  const factor = {
    "own.factor": "on",
    "factor.a1_a3_kg_per_kg": "0.3",
    "factor.quality": "A",
    "factor.source": "EPD",
  };
  const stored = (text: string) =>
    EditPriceBookRow.parse(sectionsFrom(form({ ...factor, "factor.biogenic_kg_per_kg": text }), "m3")).factor
      ?.biogenic_kg_per_kg;
  expect(stored("1.64")).toBe("1.64");
  expect(stored("")).toBeNull();
});

it("gives what is not ticked back to the built-in table", () => {
  expect(sectionsFrom(form({ "price.material_price": "1" }), "m3")).toEqual({
    price: null,
    factor: null,
    mass: null,
    site_waste: null,
  });
});
