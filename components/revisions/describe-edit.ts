import { classLabel } from "#components/files/class-label.ts";
import { formatMass, formatQuantity } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ChangeAnswer } from "./answers.ts";

type Side = NonNullable<ChangeAnswer["newer"]>;

const QUANTITIES = {
  length: (side: Side) => formatQuantity(side.length_m, "m", DIGITS),
  area: (side: Side) => formatQuantity(side.area_m2, "m2", DIGITS),
  volume: (side: Side) => formatQuantity(side.volume_m3, "m3", DIGITS),
  weight: (side: Side) => formatMass(side.weight_kg, DIGITS),
} as const;
/** One more than elsewhere: what is told is a difference. */
const DIGITS = { digits: 4 };

/** What is different of an element, each in a few words: what it was and what it is; of what came or went, how much it is. */
export function describeEdit(
  t: Translator<"revisions">,
  { newer, base, changed, moved_m }: ChangeAnswer,
): string[] {
  if (newer && base)
    return changed.map((field) => {
      switch (field) {
        case "class":
          return step(t, field, classLabel(base.ifc_class), classLabel(newer.ifc_class));
        case "material":
          return base.main_material === newer.main_material
            ? t("edit.layers")
            : step(t, field, base.main_material ?? t("none"), newer.main_material ?? t("none"));
        case "storey":
          return step(t, field, base.storey ?? t("none"), newer.storey ?? t("none"));
        case "place":
          return t("edit.moved", { by: formatQuantity(moved_m, "m") });
        default:
          return step(t, field, QUANTITIES[field](base), QUANTITIES[field](newer));
      }
    });
  const side = newer ?? base;
  if (!side) return [];
  return [
    ...(side.length_m === null ? [] : [QUANTITIES.length(side)]),
    ...(side.area_m2 === null ? [] : [QUANTITIES.area(side)]),
    ...(side.volume_m3 === null ? [] : [QUANTITIES.volume(side)]),
    ...(side.main_material === null ? [] : [side.main_material]),
  ];
}

type Field = Exclude<ChangeAnswer["changed"][number], "place">;
const step = (t: Translator<"revisions">, field: Field, from: string, to: string) =>
  t("edit.step", { field: t(`field.${field}`), from, to });
