import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { readFiles } from "./read-files.ts";
import {
  CONCRETE,
  fileOf,
  flowXml,
  type Given,
  oekobaudatCsv,
  processJson,
  processXml,
  UUID,
} from "./test/data-sets.ts";

const asXml = (given: Given) =>
  readFiles([fileOf("process.xml", processXml(given)), fileOf("flow.xml", flowXml(given))]);

async function zipped(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

describe("a data set", () => {
  it("is the same in XML, JSON and ÖKOBAUDAT's table, but for what a form does not hold", async () => {
    const [xml, json, csv] = await Promise.all([
      asXml(CONCRETE),
      readFiles([fileOf("epd.json", processJson(CONCRETE))]),
      readFiles([fileOf("oekobaudat.csv", oekobaudatCsv(CONCRETE))]),
    ]);
    for (const read of [xml, json, csv]) expect(read.faults).toEqual([]);
    const [first, second, third] = [xml, json, csv].map((read) => read.documents[0]?.document);
    expect(first).toMatchObject({
      uuid: UUID,
      version: "00.01.000",
      names: { de: "Transportbeton C30/37", en: "Ready-mix concrete C30/37" },
      owner: "Beispiel Werk GmbH",
      amount: "1",
      unit: "m3",
      standard: "EN 15804+A2",
      dataSetType: "specific",
      geography: "DE",
      referenceYear: 2024,
      validUntil: "2099-12-31",
      registration: "EPD-TEST-1",
      sourceUrl: "https://epd.example/datasets/1",
      properties: { grossDensity: "2350", thickness: null },
    });
    expect(first?.modules[0]).toEqual({
      module: "A1-A3",
      scenario: null,
      total: "179",
      fossil: "178",
      biogenic: "0.5",
      luluc: "0.5",
    });
    expect({ ...second, format: "ilcd_xml" }).toEqual(first);
    expect({ ...third, format: "ilcd_xml", registration: "EPD-TEST-1", sourceUrl: first?.sourceUrl }).toEqual(
      first,
    );
  });

  it("keeps a module that is not declared out: unknown is not zero", async () => {
    const { documents } = await asXml(CONCRETE);
    expect(documents[0]?.document.modules.map(({ module }) => module)).toEqual([
      "A1-A3",
      "C1",
      "C2",
      "C3",
      "D",
    ]);
  });

  it("by EN 15804+A1 has one GWP; of both standards the later counts", async () => {
    const old = await asXml({ ...CONCRETE, gwp: { a1: { "A1-A3": "200", C4: "MND" } } });
    expect(old.documents[0]?.document).toMatchObject({
      standard: "EN 15804+A1",
      modules: [{ module: "A1-A3", total: "200", fossil: null }],
    });
    const both = await asXml({ ...CONCRETE, gwp: { a1: { "A1-A3": "200" }, total: { "A1-A3": "190" } } });
    expect(both.documents[0]?.document).toMatchObject({
      standard: "EN 15804+A2",
      modules: [{ total: "190" }],
    });
  });

  it("has its thickness and mass from the flow, and scenarios with the one that is marked", async () => {
    const { documents } = await asXml({
      names: { de: "Dämmplatte 120 mm" },
      unit: "m2",
      massKg: "3.6",
      material: { "layer thickness": "0.12" },
      gwp: { total: { "A1-A3": "4.8", "C4|Deponie": "0.1", "C4|Verbrennung": "6" } },
      scenarios: [{ name: "Deponie", isDefault: true }, { name: "Verbrennung" }],
    });
    expect(documents[0]?.document).toMatchObject({
      names: { de: "Dämmplatte 120 mm" },
      unit: "m2",
      properties: { massKg: "3.6", thickness: "0.12" },
      modules: [
        { module: "A1-A3" },
        { module: "C4", scenario: "Deponie", total: "0.1" },
        { module: "C4", scenario: "Verbrennung", total: "6" },
      ],
      scenarios: [{ name: "Deponie", isDefault: true }, { isDefault: false }],
    });
  });

  it("comes out of an archive with its flow, whatever else is in it", async () => {
    const bytes = await zipped({
      "ILCD/processes/a.xml": processXml(),
      "ILCD/flows/b.xml": flowXml(),
      "ILCD/contacts/c.xml": '<contactDataSet xmlns="http://lca.jrc.it/ILCD/Contact"/>',
      "ILCD/external_docs/d.pdf": "%PDF",
    });
    const read = await readFiles([fileOf("export.zip", bytes)]);
    expect(read.faults).toEqual([]);
    expect(read.documents).toHaveLength(1);
  });

  it("in a table of one's own, with commas and points", async () => {
    const table = `uuid,name,unit,module,gwp_total,mass_kg\n${UUID},Door,pcs,A1-A3,55.25,40\n${UUID},,pcs,C4,1.5,\n`;
    const read = await readFiles([fileOf("own.csv", table)]);
    expect(read.documents[0]?.document).toMatchObject({
      unit: "pcs",
      properties: { massKg: "40" },
      modules: [{ total: "55.25" }, { module: "C4", total: "1.5" }],
    });
  });

  it("in Windows-1252, as older tables are written", async () => {
    const table = `UUID;Name (de);Bezugseinheit;Modul;GWP\r\n${UUID};Dämmung;m3;A1-A3;1,5\r\n`;
    const read = await readFiles([fileOf("alt.csv", Buffer.from(table, "latin1"))]);
    expect(read.documents[0]?.document).toMatchObject({
      names: { de: "Dämmung" },
      modules: [{ total: "1.5" }],
    });
  });
});

describe("what is wrong", () => {
  const faultOf = async (...files: Parameters<typeof readFiles>[0]) => {
    const { documents, faults } = await readFiles(files);
    expect(documents).toEqual([]);
    return faults[0];
  };

  it("is told with its line", async () => {
    const broken = processXml({ ...CONCRETE, gwp: { total: { "A1-A3": "a lot" } } });
    const line = broken.split("\n").findIndex((text) => text.includes("a lot")) + 1;
    expect(await faultOf(fileOf("p.xml", broken), fileOf("f.xml", flowXml()))).toEqual({
      code: "number_wrong",
      at: { file: "p.xml", line },
      value: "a lot",
    });
  });

  it("is told with its field, or its row and column", async () => {
    const json = processJson({ ...CONCRETE, gwp: { total: { "A1-A3": "a lot" } } });
    expect(await faultOf(fileOf("p.json", json))).toMatchObject({
      code: "number_wrong",
      at: { field: "LCIAResults.LCIAResult[0].other.anies[0].value" },
    });
    const csv = oekobaudatCsv(CONCRETE).replace(";178;", ";viel;");
    expect(await faultOf(fileOf("p.csv", csv))).toMatchObject({ code: "number_wrong", at: { row: 2 } });
  });

  it("is a flow that is missing, and with it the declared unit", async () => {
    expect(await faultOf(fileOf("p.xml", processXml()))).toMatchObject({ code: "flow_missing" });
    const worded = processXml().replace(
      "</referenceToReferenceFlow>",
      "</referenceToReferenceFlow><functionalUnitOrOther>1 m3 Transportbeton</functionalUnitOrOther>",
    );
    const { documents } = await readFiles([fileOf("p.xml", worded)]);
    expect(documents[0]?.document).toMatchObject({ unit: "m3", amount: "1" });
  });

  it("is an amount in words that has two readings, unless the exchange says which one", async () => {
    const read = (words: string, digits: string) => {
      const xml = processXml()
        .replace(
          "</referenceToReferenceFlow>",
          `</referenceToReferenceFlow><functionalUnitOrOther>${words}</functionalUnitOrOther>`,
        )
        .replace(/<resultingAmount>[^<]*</g, `<resultingAmount>${digits}<`)
        .replace(/<meanAmount>[^<]*</g, `<meanAmount>${digits}<`);
      return readFiles([fileOf("p.xml", xml)]);
    };
    for (const digits of ["1000", "1"])
      expect((await read("1.000 kg Stahl", digits)).documents[0]?.document).toMatchObject({
        unit: "kg",
        amount: digits,
      });
    expect((await read("1,5 m3", "1")).documents[0]?.document.amount).toBe("1.5");
    expect((await read("1.000 kg Stahl", "7")).faults).toMatchObject([{ code: "flow_missing" }]);
  });

  it("is a data set without identity, name or a year that is none", async () => {
    const { faults } = await asXml({ ...CONCRETE, uuid: "no", names: {}, validUntil: "soon" });
    expect(faults.map(({ code }) => code).sort()).toEqual(["name_missing", "uuid_wrong", "year_wrong"]);
  });

  it("is no fault where a data set is of energy: that is left out", async () => {
    const csv = oekobaudatCsv(CONCRETE).replaceAll(";m3;", ";MJ;");
    const read = await readFiles([fileOf("energy.csv", csv)]);
    expect(read).toMatchObject({
      documents: [],
      faults: [],
      leftOut: [{ code: "unit_unknown", value: "MJ" }],
    });
  });
});

describe("hostile files", () => {
  const codes = async (name: string, text: string | Buffer) =>
    (await readFiles([fileOf(name, text)])).faults.map(({ code }) => code);

  it("entities are refused before anything is made of them", async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>\n${processXml()}`;
    expect(await codes("a.xml", laughs)).toEqual(["xml_doctype"]);
    expect(await codes("a.xml", '<!ENTITY x SYSTEM "file:///etc/passwd"><a/>')).toEqual(["xml_doctype"]);
  });

  it("elements that nest for ever are refused, those that merely are many are not", async () => {
    const deep = "<a>".repeat(200_000) + "</a>".repeat(200_000);
    expect(await codes("deep.xml", deep)).toEqual(["xml_broken"]);
    const many = processXml({
      ...CONCRETE,
      scenarios: Array.from({ length: 200 }, (_, at) => ({ name: `s${at}` })),
    });
    expect(await codes("many.xml", many)).toEqual(["flow_missing"]);
    const json = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(["json_broken", "not_epd"]).toContain((await codes("deep.json", json))[0]);
  });

  it("50 MB in one data set are not read, nor is an archive that unpacks to more than it may", async () => {
    expect(await codes("large.xml", `<processDataSet>${" ".repeat(50_000_000)}</processDataSet>`)).toEqual([
      "too_large",
    ]);
    const bomb = await zipped({ "a.csv": Buffer.alloc(140 * 2 ** 20, "a") });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await codes("bomb.zip", bomb)).toEqual(["too_large"]);
  });

  it("names such as __proto__ and constructor are names like others", async () => {
    const json = processJson(CONCRETE).replace(
      '"meanAmount":1',
      '"meanAmount":1,"__proto__":{"meanValue":7}',
    );
    expect((await readFiles([fileOf("a.json", json)])).documents[0]?.document.amount).toBe("1");
    const csv = `uuid,name,unit,module,gwp_total\n${UUID},x,constructor,A1-A3,1\n`;
    expect((await readFiles([fileOf("a.csv", csv)])).leftOut[0]?.code).toBe("unit_unknown");
  });

  it("mutations of good files are read or refused, and never thrown over", async () => {
    const seeds = [processXml(), flowXml(), processJson(), oekobaudatCsv()].map((text) => Buffer.from(text));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(seed);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const given = cut % 5 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
          const read = await readFiles([fileOf("m.csv", given), fileOf("flow.xml", flowXml())]);
          expect(Array.isArray(read.faults)).toBe(true);
        },
      ),
      { numRuns: 400, seed: 20261130 },
    );
  });
});
