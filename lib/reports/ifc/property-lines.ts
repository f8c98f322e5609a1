import type { IfcSchema } from "#lib/processing/geometry/ifc-classes.ts";
import { derivedGlobalId } from "./guid.ts";
import { stepReal, stepString } from "./step-text.ts";

/** The property set that the product adds to elements. */
export const PROPERTY_SET = "CAI_CostAndCarbon";

/** By this value of every set the product's own are known again in a model that is exported once more. */
export const MARK = { name: "CarbonUnit", value: "kg CO2e" };

/** Names of the values that sets share, and of those that each set has by itself. */
export const SHARED_PROPERTIES: ReadonlySet<string> = new Set([
  MARK.name,
  "Currency",
  "PriceBook",
  "CarbonFactors",
  "Location",
  "PricedAt",
  "Estimate",
  "PriceBasis",
  "CostStatus",
  "CarbonStatus",
  "QuantityConfidence",
]);
export const ELEMENT_PROPERTIES: ReadonlySet<string> = new Set([
  "CostLow",
  "CostLikely",
  "CostHigh",
  "CarbonA1A3",
  "CarbonA4",
  "CarbonA5",
  "CarbonBiogenic",
]);

export type ElementStatus = "complete" | "in part" | "not";

/** What is written of one element; decimal texts, kg of CO2e. */
export interface ElementValues {
  /** Id of the element's instance in the file. */
  instance: number;
  /** Unlike every other element's of the file. */
  key: string;
  priced: ElementStatus;
  cost: { low: string; likely: string; high: string } | null;
  counted: ElementStatus;
  carbon: { a1a3Kg: string; a4Kg: string; a5Kg: string; biogenicKg: string } | null;
  /** Where its quantities come from, in doubt the weakest. */
  confidence: "stated" | "measured" | "corrected" | "low";
}

export interface Frame {
  schema: IfcSchema;
  fileId: string;
  estimateId: string;
  currency: string;
  priceBook: string;
  factors: string;
  location: string;
  placeholderPrices: boolean;
  pricedAt: Date;
}

/**
 * Lines of STEP that give each element its own property set of cost and carbon. Ids go on after `lastId`; GlobalIds are
 * derived, so that the same estimate of the same file is written the same each time. Statements that hold for all
 * elements are written once and shared. IFC2X3 requires an owner history, which then names this product.
 */
export function* propertyLines(
  frame: Frame,
  elements: Iterable<ElementValues>,
  lastId: number,
): Generator<string, void> {
  let id = lastId;
  const written: string[] = [];
  const add = (entity: string): string => {
    written.push(`#${++id}=${entity};\n`);
    return `#${id}`;
  };
  const owner = frame.schema === "IFC2X3" ? addOwnerHistory(add, frame) : "$";
  const shared = addShared(add, frame);
  for (const element of elements) {
    const properties = [
      ...shared.always,
      ...statusOf(element, shared),
      ...figures(add, element, shared.unit),
    ];
    const guid = (part: string) => `'${derivedGlobalId(`${frame.fileId}|${element.key}|${part}`)}'`;
    const set = add(`IFCPROPERTYSET(${guid("set")},${owner},'${PROPERTY_SET}',$,(${properties.join(",")}))`);
    add(`IFCRELDEFINESBYPROPERTIES(${guid("relation")},${owner},$,$,(#${element.instance}),${set})`);
    yield* written.splice(0);
  }
}

type Add = (entity: string) => string;

/** Added at the time of the prices. */
function addOwnerHistory(add: Add, { pricedAt }: Frame): string {
  const organisation = add("IFCORGANIZATION($,'Construction AI',$,$,$)");
  const person = add("IFCPERSON($,'Construction AI',$,$,$,$,$,$)");
  const user = add(`IFCPERSONANDORGANIZATION(${person},${organisation},$)`);
  const application = add(
    `IFCAPPLICATION(${organisation},'1','Construction AI cost and carbon','construction-ai-cost-and-carbon')`,
  );
  const at = Math.floor(pricedAt.getTime() / 1000);
  return add(`IFCOWNERHISTORY(${user},${application},$,.ADDED.,$,$,$,${at})`);
}

function addShared(add: Add, frame: Frame) {
  const text = (name: string, value: string) => add(single(name, `IFCLABEL(${stepString(value)})`));
  // Written by the first element that has it, so that nothing stands in the file that no set names.
  const known = new Map<string, string>();
  const once = (name: string, value: string) => {
    const key = `${name} ${value}`;
    const written = known.get(key) ?? text(name, value);
    known.set(key, written);
    return written;
  };
  const status = (name: string, done: string) => (how: ElementStatus) =>
    once(name, { complete: done, "in part": `${done} in part`, not: `not ${done}` }[how]);
  return {
    unit: addCurrency(add, frame),
    always: [
      text(MARK.name, MARK.value),
      text("Currency", frame.currency),
      text("PriceBook", frame.priceBook),
      text("CarbonFactors", frame.factors),
      text("Location", frame.location),
      text("PricedAt", frame.pricedAt.toISOString()),
      text("Estimate", frame.estimateId),
      ...(frame.placeholderPrices ? [text("PriceBasis", "Includes unverified placeholder prices")] : []),
    ],
    cost: status("CostStatus", "priced"),
    carbon: status("CarbonStatus", "counted"),
    confidence: (how: ElementValues["confidence"]) => once("QuantityConfidence", how),
  };
}

type Shared = ReturnType<typeof addShared>;

function statusOf({ priced, counted, confidence }: ElementValues, shared: Shared): string[] {
  return [shared.cost(priced), shared.carbon(counted), shared.confidence(confidence)];
}

function figures(add: Add, { cost, carbon }: ElementValues, unit: string): string[] {
  const money = (name: string, amount: string) =>
    add(single(name, `IFCMONETARYMEASURE(${stepReal(amount)})`, { unit }));
  const kilograms = (name: string, about: string, amount: string) =>
    add(single(name, `IFCREAL(${stepReal(amount)})`, { about: `kg CO2e, ${about}` }));
  return [
    ...(cost
      ? [money("CostLow", cost.low), money("CostLikely", cost.likely), money("CostHigh", cost.high)]
      : []),
    ...(carbon
      ? [
          kilograms("CarbonA1A3", "EN 15978 modules A1 to A3", carbon.a1a3Kg),
          kilograms("CarbonA4", "EN 15978 module A4", carbon.a4Kg),
          kilograms("CarbonA5", "EN 15978 module A5, wasted material", carbon.a5Kg),
          kilograms("CarbonBiogenic", "stored, not part of the modules", carbon.biogenicKg),
        ]
      : []),
  ];
}

function single(
  name: string,
  value: string,
  { about, unit }: { about?: string; unit?: string } = {},
): string {
  return `IFCPROPERTYSINGLEVALUE('${name}',${about === undefined ? "$" : `'${about}'`},${value},${unit ?? "$"})`;
}

/** IFC2X3 names currencies by a fixed list; one that it does not know stands in the property `Currency` alone. */
function addCurrency(add: Add, { schema, currency }: Frame): string {
  if (schema !== "IFC2X3") return add(`IFCMONETARYUNIT(${stepString(currency)})`);
  return IFC2X3_CURRENCIES.has(currency) ? add(`IFCMONETARYUNIT(.${currency}.)`) : "$";
}

/** Of IfcCurrencyEnum in IFC2X3 TC1 those that are ISO 4217 codes. */
const IFC2X3_CURRENCIES = new Set(
  "AED AUD BBD BHD BMD BND BRL BSD BWP BZD CAD CHF CLP CNY CZK DKK EUR FJD FKP GBP GIP GMD HKD HUF IDR ILS INR JMD JOD JPY KES KRW KWD KYD LKR MUR MXN MYR NLG NOK NZD OMR PGK PHP PKR PLN QAR SAR SCR SEK SGD THB TTD TWD USD VND ZAR".split(
    " ",
  ),
);
