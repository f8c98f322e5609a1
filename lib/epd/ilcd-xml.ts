import { decimal } from "#lib/catalogue/decimal.ts";
import { type Draft, type Fault, numberOf, type Said } from "./draft.ts";
import { FLOW_PROPERTIES, indicatorOf, materialPropertyOf } from "./ilcd-names.ts";
import type { EpdProperties } from "./types.ts";
import { all, attribute, byLanguage, first, textOf, XmlFile, type XmlNode } from "./xml-tree.ts";

/** What a flow data set says of the product: the unit it is declared in, and what converts that. */
export interface FlowFacts {
  uuid: string;
  unit: Said | null;
  properties: Partial<Record<keyof EpdProperties, Said>>;
}

export type XmlDataSet =
  | ({ kind: "process" } & XmlProcess)
  | { kind: "flow"; flow: FlowFacts }
  /** Contacts, sources, units, methods: nothing is read from them. */
  | { kind: "other" }
  | { kind: "fault"; fault: Fault };

/** `worded`: the declared unit as the data set words it (`1 m3 Transportbeton`), for want of the flow's file. */
export interface XmlProcess {
  draft: Draft;
  flow: string | null;
  worded: Pick<Draft, "amount" | "unit"> | null;
}

/** One file of ILCD+EPD, of whichever kind. The product's flow is another file: `flow` names it. */
export function readIlcdXml(text: string, file: string): XmlDataSet {
  const read = XmlFile.read(text, file);
  if (!(read instanceof XmlFile)) return { kind: "fault", fault: read };
  const process = first(read.root, "processDataSet");
  if (process) return { kind: "process", ...processOf(read, process) };
  const flow = first(read.root, "flowDataSet");
  if (flow) return { kind: "flow", flow: flowOf(read, flow) };
  const known = ["contact", "source", "unitGroup", "flowProperty", "LCIAMethod"].some((kind) =>
    first(read.root, `${kind}DataSet`),
  );
  return known ? { kind: "other" } : { kind: "fault", fault: { code: "not_epd", at: { file } } };
}

function processOf(file: XmlFile, process: XmlNode): XmlProcess {
  const about = first(process, "processInformation", "dataSetInformation");
  const reference = first(process, "processInformation", "quantitativeReference");
  const time = first(process, "processInformation", "time");
  const ownership = first(process, "administrativeInformation", "publicationAndOwnership");
  const method = first(process, "modellingAndValidation", "LCIMethodAndAllocation");
  const exchanges = all(process, "exchanges", "exchange");
  const wanted = textOf(first(reference, "referenceToReferenceFlow"));
  const product = exchanges.find((one) => attribute(one, "dataSetInternalID") === wanted) ?? exchanges[0];
  const owner = byLanguage(all(ownership, "referenceToOwnershipOfDataSet", "shortDescription"));
  return {
    worded: wordedUnit(file, all(reference, "functionalUnitOrOther")),
    flow: attribute(first(product, "referenceToFlowDataSet"), "refObjectId").toLowerCase() || null,
    draft: {
      at: { file: file.file },
      format: "ilcd_xml",
      uuid: file.said(first(about, "UUID")),
      version: file.said(first(ownership, "dataSetVersion")),
      names: byLanguage(all(about, "name", "baseName")),
      owner: owner.en ?? Object.values(owner)[0] ?? null,
      amount: file.said(first(product, "resultingAmount")) ?? file.said(first(product, "meanAmount")),
      unit: null,
      properties: {},
      values: valuesOf(file, process),
      scenarios: all(about, "other", "scenarios", "scenario").map((one) => ({
        name: attribute(one, "name").slice(0, 100),
        description: textOf(first(one, "description")).slice(0, 500) || null,
        isDefault: attribute(one, "default") === "true",
      })),
      dataSetType: textOf(first(method, "other", "subType")) || null,
      geography:
        attribute(
          first(process, "processInformation", "geography", "locationOfOperationSupplyOrProduction"),
          "location",
        ) || null,
      referenceYear: file.said(first(time, "referenceYear")),
      validUntil: file.said(first(time, "dataSetValidUntil")),
      registration: textOf(first(ownership, "registrationNumber")) || null,
      sourceUrl: textOf(first(ownership, "permanentDataSetURI")) || null,
    },
  };
}

function wordedUnit(file: XmlFile, nodes: readonly XmlNode[]): XmlProcess["worded"] {
  for (const node of nodes) {
    const found = /^([\d.,]+)\s*(kg|t|m3|m³|m2|m²|qm|m|stk|pcs|piece|stück)(?=$|[\s.,;(])/i.exec(
      textOf(node),
    );
    const at = file.placeOf(node);
    if (found?.[1] && found[2]) return { amount: { text: found[1], at }, unit: { text: found[2], at } };
  }
  return null;
}

function valuesOf(file: XmlFile, process: XmlNode): Draft["values"] {
  return all(process, "LCIAResults", "LCIAResult").flatMap((result) => {
    const method = first(result, "referenceToLCIAMethodDataSet");
    const indicator = indicatorOf(
      attribute(method, "refObjectId"),
      all(method, "shortDescription").map((text) => textOf(text)),
    );
    if (!indicator) return [];
    return all(result, "other", "amount").flatMap((amount) => {
      const value = file.said(amount);
      if (!value) return [];
      return [
        {
          module: attribute(amount, "module"),
          scenario: attribute(amount, "scenario").slice(0, 100) || null,
          indicator,
          value,
        },
      ];
    });
  });
}

function flowOf(file: XmlFile, flow: XmlNode): FlowFacts {
  const about = first(flow, "flowInformation", "dataSetInformation");
  const wanted = textOf(
    first(flow, "flowInformation", "quantitativeReference", "referenceToReferenceFlowProperty"),
  );
  const properties = all(flow, "flowProperties", "flowProperty");
  const reference = properties.find((one) => attribute(one, "dataSetInternalID") === wanted) ?? properties[0];
  const known = FLOW_PROPERTIES[idOf(reference)];
  const at = file.placeOf(reference);
  return {
    uuid: textOf(first(about, "UUID")).toLowerCase(),
    unit: reference ? { text: known?.unit ?? describedBy(reference), at } : null,
    properties: { ...byFlowProperties(file, properties, reference), ...byMaterial(file, about) },
  };
}

const propertyOf = (node: XmlNode | undefined) => first(node, "referenceToFlowPropertyDataSet");
const idOf = (node: XmlNode | undefined) => attribute(propertyOf(node), "refObjectId").toLowerCase();
const describedBy = (node: XmlNode) => textOf(first(propertyOf(node), "shortDescription"));

/** Mass and carbon of one unit of the reference property, from the amounts of the others beside it. */
function byFlowProperties(
  file: XmlFile,
  properties: readonly XmlNode[],
  reference: XmlNode | undefined,
): FlowFacts["properties"] {
  const facts: FlowFacts["properties"] = {};
  const whole = numberOf(textOf(first(reference, "meanValue"))) ?? "1";
  for (const one of properties) {
    if (one === reference) continue;
    const node = first(one, "meanValue");
    const value = numberOf(textOf(node));
    if (value === null || decimal(whole).isZero()) continue;
    const said = {
      text: decimal(value).div(whole).decimalPlaces(30).toFixed(),
      at: file.placeOf(node),
    };
    if (FLOW_PROPERTIES[idOf(one)]?.of === "mass") facts.massKg = said;
    else if (/^carbon content \(biogenic\)$/i.test(describedBy(one))) facts.biogenicCarbonKg = said;
  }
  return facts;
}

/** MatML: values by property, and the properties' names apart from them. */
function byMaterial(file: XmlFile, about: XmlNode | undefined): FlowFacts["properties"] {
  const facts: FlowFacts["properties"] = {};
  for (const document of all(about, "other", "MatML_Doc")) {
    const names = new Map(
      all(document, "Metadata", "PropertyDetails").map((one) => [
        attribute(one, "id"),
        textOf(first(one, "Name")),
      ]),
    );
    for (const data of all(document, "Material", "BulkDetails", "PropertyData")) {
      const property = materialPropertyOf(names.get(attribute(data, "property")) ?? "");
      const value = file.said(first(data, "Data"));
      if (property && value) facts[property] = value;
    }
  }
  return facts;
}
