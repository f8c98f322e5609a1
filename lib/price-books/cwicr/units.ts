import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/** Spellings of units in the editions' languages, with how many of ours each is. */
const SPELLINGS: Record<Unit, Record<string, string>> = {
  m3: spelt({ 1: "m3 m³ м3 м³ cbm cum cu.m kubikmeter 立方米 m^3", 0.001: "l liter litre литр л dm3" }),
  m2: spelt({ 1: "m2 m² м2 м² qm sqm sq.m quadratmeter 平方米 m^2", 10000: "ha hectare hektar га" }),
  m: spelt({
    1: "m м lm lfm rm meter metre metr пм п.м пог.м lin.m ml 米 m.",
    1000: "km км",
    0.01: "cm см",
  }),
  kg: spelt({ 1: "kg кг kilogramm kilogram kilogramme 千克 公斤", 0.001: "g г" }),
  t: spelt({ 1: "t т to tonne ton tonnes tonne(s) tonnen тонна 吨" }),
  pcs: spelt({
    1: "pcs pc pce piece pieces st stk stck stück stuck шт шт. ea each unit units nr no set satz компл комплект pz ud und unité unidad 个 件 套",
  }),
};

const KNOWN = new Map(
  (Object.entries(SPELLINGS) as [Unit, Record<string, string>][]).flatMap(([unit, spellings]) =>
    Object.entries(spellings).map(([text, scale]) => [text, { unit, scale }] as const),
  ),
);

/**
 * What a rate's unit means: `"100 m3"` is 100 m3, `"1000 pcs"` 1000 pieces, `"km"` 1000 m. `scale` is exact. Null for what
 * nothing is estimated in, such as an hour or a hectare-centimetre: such a rate is kept, and prices nothing.
 */
export function readUnit(text: string): { unit: Unit; scale: DecimalString } | null {
  const [, count = "1", name = ""] =
    /^(?:(\d+(?:[ .,]\d{3})*)\s*[x×*]?\s*)?(\D.*)$/u.exec(text.trim().toLowerCase()) ?? [];
  const plain = name.replace(/\s+/g, "");
  const known = KNOWN.get(plain) ?? KNOWN.get(plain.replace(/\.$/, ""));
  const times = decimal(count.replaceAll(/[ .,]/g, ""));
  if (!known || times.isZero()) return null;
  return { unit: known.unit, scale: times.times(known.scale).toFixed() };
}

/** Of a resource's use: hours, in the editions' languages. Shifts and days are none. */
export const isHours = (unit: string): boolean => HOURS.test(unit.trim().toLowerCase());
const HOURS =
  /^(h|hr|hrs|hour|hours|std|stunde|stunden|ч|час|heure|heures|hora|horas|小时|工时|台时)\.?$|[-. ]?(h|hr|hrs|hour|hours|std|ч|час)\.?$/u;

/** How many units of the second one of the first is: 1 where they are the same, and tonnes and kilograms. Null: not the same kind. */
export function unitRatio(from: Unit, to: Unit): DecimalString | null {
  if (from === to) return "1";
  if (from === "t" && to === "kg") return "1000";
  return from === "kg" && to === "t" ? "0.001" : null;
}

function spelt(byScale: Record<number, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(byScale).flatMap(([scale, names]) => names.split(" ").map((name) => [name, scale])),
  );
}
