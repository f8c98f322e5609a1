/** Data sets of our own in the forms that ÖKOBAUDAT gives: made-up products and figures, for tests to work out by hand. */

export interface Given {
  uuid?: string;
  version?: string;
  names?: Record<string, string>;
  unit?: "m3" | "m2" | "kg" | "m" | "pcs";
  amount?: string;
  validUntil?: string;
  referenceYear?: string;
  subType?: string;
  location?: string;
  /** kg of one unit, as a flow property. */
  massKg?: string;
  /** By the names of ILCD+EPD. */
  material?: Record<string, string>;
  /** Indicator by module, or by `module|scenario`. */
  gwp?: Partial<Record<"a1" | "total" | "fossil" | "biogenic" | "luluc", Record<string, string>>>;
  scenarios?: { name: string; isDefault?: boolean }[];
}

export const UUID = "7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50";
const FLOW = "11111111-2222-4333-8444-555555555555";

const METHODS = {
  a1: "77e416eb-a363-4258-a04e-171d843a6460",
  total: "6a37f984-a4b3-458a-a20a-64418c145fa2",
  fossil: "5f635281-343e-44fb-83df-1971b155e6b6",
  biogenic: "2356e1ab-0185-4db5-86e5-16de51c7485c",
  luluc: "4331bbdb-978a-490d-8707-eeb047f01a55",
} as const;

const FLOW_PROPERTY = {
  kg: "93a60a56-a3c8-11da-a746-0800200b9a66",
  m3: "93a60a56-a3c8-22da-a746-0800200c9a66",
  m2: "93a60a56-a3c8-19da-a746-0800200c9a66",
  m: "838aaa23-0117-11db-92e3-0800200c9a66",
  pcs: "01846770-4cfe-4a25-8ad9-919d8d378345",
} as const;

/** A concrete by EN 15804+A2 with A1–A3 of 178 fossil + 0.5 luluc, and its end of life. */
export const CONCRETE: Given = {
  names: { de: "Transportbeton C30/37", en: "Ready-mix concrete C30/37" },
  unit: "m3",
  material: { "gross density": "2350" },
  subType: "specific dataset",
  location: "DE",
  referenceYear: "2024",
  validUntil: "2099",
  gwp: {
    total: { "A1-A3": "179", C1: "3", C2: "6", C3: "5", C4: "ND", D: "-21" },
    fossil: { "A1-A3": "178", C1: "3", C2: "6", C3: "5", C4: "ND", D: "-21" },
    biogenic: { "A1-A3": "0.5", C1: "0", C2: "0", C3: "0", D: "0" },
    luluc: { "A1-A3": "0.5", C1: "0", C2: "0", C3: "0", D: "0" },
  },
};

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function amounts(
  values: Record<string, string>,
  element: (module: string, scenario: string | null, value: string) => string,
) {
  return Object.entries(values).map(([key, value]) => {
    const [module = "", scenario = null] = key.split("|");
    return element(module, scenario, value);
  });
}

export function processXml(given: Given = CONCRETE): string {
  const names = Object.entries(given.names ?? { en: "Thing" });
  const results = Object.entries(given.gwp ?? {}).map(
    ([indicator, values]) => `    <LCIAResult>
      <referenceToLCIAMethodDataSet type="LCIA method data set" refObjectId="${METHODS[indicator as keyof typeof METHODS]}">
        <common:shortDescription xml:lang="en">Global Warming Potential</common:shortDescription>
      </referenceToLCIAMethodDataSet>
      <common:other>
${amounts(
  values ?? {},
  (module, scenario, value) =>
    `        <epd:amount epd:module="${module}"${scenario ? ` epd:scenario="${scenario}"` : ""}>${value}</epd:amount>`,
).join("\n")}
      </common:other>
    </LCIAResult>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<processDataSet xmlns="http://lca.jrc.it/ILCD/Process" xmlns:common="http://lca.jrc.it/ILCD/Common" xmlns:epd="http://www.iai.kit.edu/EPD/2013" xmlns:epd2="http://www.indata.network/EPD/2019" version="1.1" epd2:epd-version="1.2">
  <processInformation>
    <dataSetInformation>
      <common:UUID>${given.uuid ?? UUID}</common:UUID>
      <name>
${names.map(([language, name]) => `        <baseName xml:lang="${language}">${escaped(name)}</baseName>`).join("\n")}
      </name>
      <common:other>
        <epd:scenarios>
${(given.scenarios ?? [])
  .map(
    ({ name, isDefault }) =>
      `          <epd:scenario epd:name="${name}"${isDefault ? ' epd:default="true"' : ""}/>`,
  )
  .join("\n")}
        </epd:scenarios>
      </common:other>
    </dataSetInformation>
    <quantitativeReference type="Reference flow(s)">
      <referenceToReferenceFlow>0</referenceToReferenceFlow>
    </quantitativeReference>
    <time>
      <common:referenceYear>${given.referenceYear ?? "2024"}</common:referenceYear>
      <common:dataSetValidUntil>${given.validUntil ?? "2099"}</common:dataSetValidUntil>
    </time>
    <geography>
      <locationOfOperationSupplyOrProduction location="${given.location ?? "DE"}"/>
    </geography>
  </processInformation>
  <modellingAndValidation>
    <LCIMethodAndAllocation>
      <typeOfDataSet>EPD</typeOfDataSet>
      <common:other><epd:subType>${given.subType ?? "specific dataset"}</epd:subType></common:other>
    </LCIMethodAndAllocation>
  </modellingAndValidation>
  <administrativeInformation>
    <publicationAndOwnership>
      <common:dataSetVersion>${given.version ?? "00.01.000"}</common:dataSetVersion>
      <common:permanentDataSetURI>https://epd.example/datasets/1</common:permanentDataSetURI>
      <registrationNumber>EPD-TEST-1</registrationNumber>
      <common:referenceToOwnershipOfDataSet type="contact data set" refObjectId="22222222-2222-4333-8444-555555555555">
        <common:shortDescription xml:lang="en">Beispiel Werk GmbH</common:shortDescription>
      </common:referenceToOwnershipOfDataSet>
    </publicationAndOwnership>
  </administrativeInformation>
  <exchanges>
    <exchange dataSetInternalID="0">
      <referenceToFlowDataSet type="flow data set" refObjectId="${FLOW}"/>
      <meanAmount>${given.amount ?? "1.0"}</meanAmount>
    </exchange>
  </exchanges>
  <LCIAResults>
${results.join("\n")}
  </LCIAResults>
</processDataSet>
`;
}

export function flowXml(given: Given = CONCRETE): string {
  const material = Object.entries(given.material ?? {});
  return `<?xml version="1.0" encoding="UTF-8"?>
<flowDataSet xmlns="http://lca.jrc.it/ILCD/Flow" xmlns:common="http://lca.jrc.it/ILCD/Common" version="1.1">
  <flowInformation>
    <dataSetInformation>
      <common:UUID>${FLOW}</common:UUID>
      <common:other>
        <mm:MatML_Doc xmlns:mm="http://www.matml.org/">
          <mm:Material><mm:BulkDetails>
${material.map(([, value], index) => `            <mm:PropertyData property="pr${index}"><mm:Data format="float">${value}</mm:Data></mm:PropertyData>`).join("\n")}
          </mm:BulkDetails></mm:Material>
          <mm:Metadata>
${material.map(([name], index) => `            <mm:PropertyDetails id="pr${index}"><mm:Name>${name}</mm:Name></mm:PropertyDetails>`).join("\n")}
          </mm:Metadata>
        </mm:MatML_Doc>
      </common:other>
    </dataSetInformation>
    <quantitativeReference><referenceToReferenceFlowProperty>0</referenceToReferenceFlowProperty></quantitativeReference>
  </flowInformation>
  <flowProperties>
    <flowProperty dataSetInternalID="0">
      <referenceToFlowPropertyDataSet refObjectId="${FLOW_PROPERTY[given.unit ?? "m3"]}"/>
      <meanValue>1.0</meanValue>
    </flowProperty>
${
  given.massKg
    ? `    <flowProperty dataSetInternalID="1">
      <referenceToFlowPropertyDataSet refObjectId="${FLOW_PROPERTY.kg}"/>
      <meanValue>${given.massKg}</meanValue>
    </flowProperty>`
    : ""
}
  </flowProperties>
</flowDataSet>
`;
}

export function processJson(given: Given = CONCRETE): string {
  const texts = (by: Record<string, string>) => Object.entries(by).map(([lang, value]) => ({ value, lang }));
  const unit = given.unit ?? "m3";
  return JSON.stringify({
    processInformation: {
      dataSetInformation: {
        UUID: given.uuid ?? UUID,
        name: { baseName: texts(given.names ?? { en: "Thing" }) },
        other: {
          anies: [
            {
              name: "scenarios",
              value: {
                scenario: (given.scenarios ?? []).map(({ name, isDefault }) => ({
                  name,
                  ...(isDefault ? { default: true } : {}),
                })),
              },
            },
          ],
        },
      },
      quantitativeReference: { referenceToReferenceFlow: [0] },
      time: {
        referenceYear: Number(given.referenceYear ?? "2024"),
        dataSetValidUntil: Number(given.validUntil ?? "2099"),
      },
      geography: { locationOfOperationSupplyOrProduction: { location: given.location ?? "DE" } },
    },
    modellingAndValidation: {
      LCIMethodAndAllocation: {
        typeOfDataSet: "EPD",
        other: { anies: [{ name: "subType", value: given.subType ?? "specific dataset" }] },
      },
    },
    administrativeInformation: {
      publicationAndOwnership: {
        dataSetVersion: given.version ?? "00.01.000",
        permanentDataSetURI: "https://epd.example/datasets/1",
        registrationNumber: "EPD-TEST-1",
        referenceToOwnershipOfDataSet: { shortDescription: texts({ en: "Beispiel Werk GmbH" }) },
      },
    },
    exchanges: {
      exchange: [
        {
          dataSetInternalID: 0,
          referenceFlow: true,
          meanAmount: Number(given.amount ?? "1"),
          flowProperties: [
            { uuid: FLOW_PROPERTY[unit], referenceFlowProperty: true, meanValue: 1, referenceUnit: unit },
            ...(given.massKg
              ? [{ uuid: FLOW_PROPERTY.kg, meanValue: Number(given.massKg), referenceUnit: "kg" }]
              : []),
          ],
          materialProperties: Object.entries(given.material ?? {}).map(([name, value]) => ({ name, value })),
        },
      ],
    },
    LCIAResults: {
      LCIAResult: Object.entries(given.gwp ?? {}).map(([indicator, values]) => ({
        referenceToLCIAMethodDataSet: { refObjectId: METHODS[indicator as keyof typeof METHODS] },
        other: {
          anies: amounts(values ?? {}, (module, scenario, value) =>
            JSON.stringify({ module, value, ...(scenario ? { scenario } : {}) }),
          ).map((text) => JSON.parse(text)),
        },
      })),
    },
  });
}

/** ÖKOBAUDAT's table: semicolons, decimal commas, a row a module. */
export function oekobaudatCsv(given: Given = CONCRETE): string {
  const heading =
    "UUID;Version;Name (de);Name (en);Laenderkennung;Typ;Referenzjahr;Gueltig bis;Declaration owner;Bezugsgroesse;Bezugseinheit;Rohdichte (kg/m3);Schichtdicke (m);Modul;Szenario;GWP;GWPtotal (A2);GWPbiogenic (A2);GWPfossil (A2);GWPluluc (A2)";
  const keys = [...new Set(Object.values(given.gwp ?? {}).flatMap((values) => Object.keys(values ?? {})))];
  const cell = (indicator: keyof typeof METHODS, key: string) =>
    (given.gwp?.[indicator]?.[key] ?? "").replace(".", ",");
  const rows = keys.map((key) => {
    const [module = "", scenario = ""] = key.split("|");
    return [
      given.uuid ?? UUID,
      given.version ?? "00.01.000",
      given.names?.de ?? "",
      given.names?.en ?? "",
      given.location ?? "DE",
      given.subType ?? "specific dataset",
      given.referenceYear ?? "2024",
      given.validUntil ?? "2099",
      "Beispiel Werk GmbH",
      given.amount ?? "1",
      given.unit ?? "m3",
      given.material?.["gross density"] ?? "",
      given.material?.["layer thickness"] ?? "",
      module,
      scenario,
      cell("a1", key),
      cell("total", key),
      cell("biogenic", key),
      cell("fossil", key),
      cell("luluc", key),
    ].join(";");
  });
  return `${[heading, ...rows].join("\r\n")}\r\n`;
}

export const fileOf = (name: string, text: string | Buffer) => ({ name, bytes: Buffer.from(text) });
