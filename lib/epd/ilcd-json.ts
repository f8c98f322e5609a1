import { decimal } from "#lib/catalogue/decimal.ts";
import { type Draft, type Fault, numberOf, type Said } from "./draft.ts";
import { FLOW_PROPERTIES, indicatorOf, materialPropertyOf } from "./ilcd-names.ts";
import { languageOf } from "./xml-tree.ts";

/** A value of the file with the path that it stands at. Everything may be anything. */
class Field {
  readonly value: unknown;
  private readonly file: string;
  private readonly path: string;

  constructor(value: unknown, file: string, path = "") {
    this.value = value;
    this.file = file;
    this.path = path;
  }

  at(...names: string[]): Field {
    return names.reduce<Field>((field, name) => field.child(name), this);
  }

  /** The members of a list; of what is no list the thing itself, since some programs leave lists of one out. */
  get items(): Field[] {
    if (Array.isArray(this.value))
      return this.value.map((one, index) => new Field(one, this.file, `${this.path}[${index}]`));
    return this.value === undefined || this.value === null ? [] : [this];
  }

  get text(): string {
    const { value } = this;
    return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  }

  get said(): Said | null {
    return this.text === "" ? null : { text: this.text, at: { file: this.file, field: this.path } };
  }

  /** `[{ value, lang }]` by language. */
  get byLanguage(): Record<string, string> {
    const texts = new Map<string, string>();
    for (const one of this.items) {
      const language = languageOf(one.at("lang").text);
      if (one.at("value").text && !texts.has(language)) texts.set(language, one.at("value").text);
    }
    return Object.fromEntries(texts);
  }

  private child(name: string): Field {
    const held =
      typeof this.value === "object" && this.value !== null && Object.hasOwn(this.value, name)
        ? (this.value as Record<string, unknown>)[name]
        : undefined;
    return new Field(held, this.file, this.path ? `${this.path}.${name}` : name);
  }
}

/**
 * ILCD+EPD as soda4LCA answers it (`format=json&view=extended`): one data set, or a list of them. The product's flow
 * stands inside, with its properties.
 */
export function readIlcdJson(text: string, file: string): Draft[] | Fault {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const position = Number(
      /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? Number.NaN,
    );
    const line = Number.isNaN(position) ? undefined : text.slice(0, position).split("\n").length;
    return { code: "json_broken", at: { file, ...(line ? { line } : {}) } };
  }
  const sets = new Field(parsed, file).items;
  const wrong = sets.find((one) => one.at("processInformation").items.length === 0);
  if (wrong || sets.length === 0) return { code: "not_epd", at: { file } };
  return sets.map((one) => draftOf(one, file));
}

function draftOf(set: Field, file: string): Draft {
  const about = set.at("processInformation", "dataSetInformation");
  const time = set.at("processInformation", "time");
  const ownership = set.at("administrativeInformation", "publicationAndOwnership");
  const owner = ownership.at("referenceToOwnershipOfDataSet", "shortDescription").byLanguage;
  const product = productOf(set);
  const subType = set
    .at("modellingAndValidation", "LCIMethodAndAllocation", "other", "anies")
    .items.find((one) => one.at("name").text === "subType");
  return {
    at: { file },
    format: "ilcd_json",
    uuid: about.at("UUID").said,
    version: ownership.at("dataSetVersion").said,
    names: about.at("name", "baseName").byLanguage,
    owner: owner.en ?? Object.values(owner)[0] ?? null,
    amount: product?.at("resultingAmount").said ?? product?.at("meanAmount").said ?? null,
    ...flowOf(product),
    values: valuesOf(set),
    scenarios: scenariosOf(about),
    dataSetType: subType?.at("value").text ?? null,
    geography:
      set.at("processInformation", "geography", "locationOfOperationSupplyOrProduction", "location").text ||
      null,
    referenceYear: time.at("referenceYear").said,
    validUntil: time.at("dataSetValidUntil").said,
    registration: ownership.at("registrationNumber").text || null,
    sourceUrl: ownership.at("permanentDataSetURI").text || null,
  };
}

function productOf(set: Field): Field | undefined {
  const exchanges = set.at("exchanges", "exchange").items;
  const wanted = set.at("processInformation", "quantitativeReference", "referenceToReferenceFlow").items[0]
    ?.text;
  return (
    exchanges.find((one) => one.at("referenceFlow").value === true) ??
    exchanges.find((one) => one.at("dataSetInternalID").text === wanted) ??
    exchanges[0]
  );
}

function flowOf(product: Field | undefined): Pick<Draft, "unit" | "properties"> {
  const properties: Draft["properties"] = {};
  const flowProperties = product?.at("flowProperties").items ?? [];
  const reference =
    flowProperties.find((one) => one.at("referenceFlowProperty").value === true) ?? flowProperties[0];
  const known = FLOW_PROPERTIES[reference?.at("uuid").text.toLowerCase() ?? ""];
  const whole = numberOf(reference?.at("meanValue").text ?? "") ?? "1";
  for (const one of flowProperties) {
    const said = one.at("meanValue").said;
    const value = said && numberOf(said.text);
    if (one === reference || !said || !value || decimal(whole).isZero()) continue;
    const scaled = { ...said, text: decimal(value).div(whole).decimalPlaces(30).toFixed() };
    const names = Object.values(one.at("name").byLanguage);
    if (FLOW_PROPERTIES[one.at("uuid").text.toLowerCase()]?.of === "mass") properties.massKg = scaled;
    else if (names.some((name) => /^carbon content \(biogenic\)$/i.test(name)))
      properties.biogenicCarbonKg = scaled;
  }
  for (const one of product?.at("materialProperties").items ?? []) {
    const property = materialPropertyOf(one.at("name").text);
    const { said } = one.at("value");
    if (property && said) properties[property] = said;
  }
  const unit = reference?.at("referenceUnit").said ?? null;
  return {
    unit: known && reference ? { text: known.unit, at: unit?.at ?? { file: "" } } : unit,
    properties,
  };
}

function valuesOf(set: Field): Draft["values"] {
  return set.at("LCIAResults", "LCIAResult").items.flatMap((result) => {
    const method = result.at("referenceToLCIAMethodDataSet");
    const indicator = indicatorOf(
      method.at("refObjectId").text,
      Object.values(method.at("shortDescription").byLanguage),
    );
    if (!indicator) return [];
    return result.at("other", "anies").items.flatMap((one) => {
      const value = one.at("value").said;
      const module = one.at("module").text;
      if (!value || !module) return [];
      return [{ module, scenario: one.at("scenario").text.slice(0, 100) || null, indicator, value }];
    });
  });
}

function scenariosOf(about: Field): Draft["scenarios"] {
  const held = about.at("other", "anies").items.find((one) => one.at("name").text === "scenarios");
  const list = held?.at("value", "scenario").items ?? [];
  return list.map((one) => ({
    name: one.at("name").text.slice(0, 100),
    description: Object.values(one.at("description").byLanguage)[0]?.slice(0, 500) ?? null,
    isDefault: one.at("default").value === true,
  }));
}
