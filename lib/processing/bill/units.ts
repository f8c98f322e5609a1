import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import type { UnreadReason } from "./types.ts";

export type ReadUnit = { unit: Unit; factor: Decimal } | { reason: UnreadReason };

/**
 * Spellings of units in English and German bills, without blanks, points and case (`key`). The factor turns the bill's unit
 * into ours; those of feet, yards and pounds are exact (international yard and pound agreement, 1959).
 */
const SPELLINGS: readonly [unit: Unit, factor: string, spellings: string][] = [
  ["m3", "1", "m3 m³ m^3 cbm cum kubikmeter cubicmetre cubicmetres cubicmeter cubicmeters fm rm3"],
  ["m3", "0.001", "l ltr liter litre litres dm3 dm³"],
  ["m3", "0.764554857984", "cy cuyd yd3 yd³ cubicyard cubicyards"],
  ["m3", "0.028316846592", "cf cft cuft ft3 ft³ cubicfoot cubicfeet"],
  ["m3", "0.002359737216", "bf bdft boardfoot boardfeet fbm"],
  ["m3", "2.359737216", "mbf mfbm"],
  ["m2", "1", "m2 m² m^2 qm sqm sm quadratmeter squaremetre squaremetres squaremeter squaremeters"],
  ["m2", "10000", "ha hektar hectare hectares"],
  ["m2", "0.0001", "cm2 cm²"],
  ["m2", "0.09290304", "sf sft sqft ft2 ft² squarefoot squarefeet"],
  ["m2", "0.83612736", "sy sqyd yd2 yd² squareyard squareyards"],
  ["m2", "92.90304", "msf"],
  [
    "m",
    "1",
    "m lm lfm lfdm ifm m1 rm rmt rmtr mtr mtrs meter metre metres meters laufmeter laufendermeter laufendemeter linm linearmetre linearmetres linearmeter linearmeters runningmetre runningmeter",
  ],
  ["m", "0.01", "cm"],
  ["m", "0.001", "mm"],
  ["m", "1000", "km"],
  ["m", "0.3048", "ft lf lft linft lnft foot feet linearfoot linearfeet"],
  ["m", "0.9144", "yd yds ly lyd yard yards"],
  ["m", "0.0254", "in inch inches zoll"],
  ["kg", "1", "kg kgs kilo kilogramm kilogram kilograms"],
  ["kg", "0.001", "g gramm gram grams"],
  ["kg", "0.45359237", "lb lbs pound pounds"],
  ["kg", "100", "dt"],
  ["t", "1", "t to tonne tonnes tonnen metricton metrictons"],
  ["t", "0.90718474", "shortton shorttons ustn"],
  [
    "pcs",
    "1",
    "pcs pc pce pces piece pieces st stk stck stk. stueck stück ea each no nos nr nrs num number numbers unit units anz anzahl set sets satz sätze",
  ],
  ["pcs", "2", "paar pair pairs"],
];

const UNBUILT =
  "h hr hrs hour hours std stdn stunde stunden d day days tag tage tg wk week weeks wo woche wochen mo month months monat monate mon jahr jahre year years % pct percent prozent vh mtag mtage manhour manhours mh kwh km/h stwo stmt mwo";
const LUMP =
  "psch psch. pschl pausch pauschal pauschale pau ls lumpsum lsum sum item items allow allowance lot job gl global ps pcsum provsum psum";
// "Mt." is a month in German bills, a metric ton in others.
const AMBIGUOUS = "ton tons tn cwt sq mt";

const KNOWN: ReadonlyMap<string, ReadUnit> = new Map<string, ReadUnit>([
  ...SPELLINGS.flatMap(([unit, factor, spellings]) =>
    spellings.split(" ").map((one): [string, ReadUnit] => [key(one), { unit, factor: decimal(factor) }]),
  ),
  ...refused(UNBUILT, "unit_unbuilt"),
  ...refused(LUMP, "lump_sum"),
  ...refused(AMBIGUOUS, "unit_ambiguous"),
]);

function refused(spellings: string, reason: UnreadReason): [string, ReadUnit][] {
  return spellings.split(" ").map((one) => [key(one), { reason }]);
}

/** The unit that a cell names, or why there is none that is built. */
export function readUnit(cell: string): ReadUnit {
  if (cell.trim() === "") return { reason: "no_unit" };
  return KNOWN.get(key(cell)) ?? { reason: "unit_unknown" };
}

/** Whether a column of such cells is one of units, so that headings are not all that tells. */
export const isUnitCell = (cell: string) => cell !== "" && KNOWN.has(key(cell));

/** `12.50 m²`, as schedules are exported: the number and the unit of one cell; null where it has no unit that is known. */
export function splitUnit(cell: string): { number: string; unit: string } | null {
  const [, number, unit] = /^([-–−+(]?\s*\d[\d.,' \u00a0\u202f’]*)\s*(\p{L}\S{0,12}|%)$/u.exec(cell) ?? [];
  return number !== undefined && unit !== undefined && isUnitCell(unit)
    ? { number: number.trim(), unit }
    : null;
}

function key(cell: string): string {
  return cell
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s.()[\]]+/g, "");
}

/** A thickness that a cell or a description states, m: `20 cm`, `d = 240 mm`, `0.2 m thick`; null: none, or not one. */
export function thicknessIn(text: string, read: (text: string) => Decimal | null): number | null {
  const found = /(\d[\d.,]*)\s*(mm|cm|m|in|inch|")(?![\w²³])/i.exec(text);
  if (!found) return null;
  const value = read(found[1]?.replace(/[.,]$/, "") ?? "");
  const metres = value?.times(decimal(PER_METRE[(found[2] ?? "").toLowerCase()] ?? "1"));
  return metres?.gt(0) && metres.lte(THICKEST_M) ? metres.toNumber() : null;
}

const PER_METRE: Record<string, string> = {
  mm: "0.001",
  cm: "0.01",
  m: "1",
  in: "0.0254",
  inch: "0.0254",
  '"': "0.0254",
};
const THICKEST_M = 20;

/** Where a description states its thickness; two different ones say nothing. */
const STATED =
  /(?:\b(?:d|t|thk|th|thick(?:ness)?|dicke|wanddicke|wandstärke|deckenstärke|plattendicke|stärke)\s*(?:=|:|\bof\b|\bvon\b)?\s*(\d[\d.,]*\s*(?:mm|cm|m|in)\b)|(\d[\d.,]*\s*(?:mm|cm|m|in)\.?)\s*(?:thick|dick|stark|thk)\b)/giu;

/** The thickness that a description states in so many words, m; null: none, or several. */
export function statedThickness(text: string, read: (text: string) => Decimal | null): number | null {
  const found = new Set(
    [...text.matchAll(STATED)].flatMap(([, after, before]) => thicknessIn(after ?? before ?? "", read) ?? []),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
