import { afterAll, describe, expect, it } from "vitest";
import type { TakeoffOptions } from "./take-off.ts";
import { takeOff } from "./take-off.ts";
import { TakeoffError } from "./takeoff-error.ts";
import { fixtureFolder, IfcText, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

async function failureOf(content: string | Uint8Array, options?: TakeoffOptions): Promise<TakeoffError> {
  return failureAt(folder.write(content), options);
}

async function failureAt(path: string, options?: TakeoffOptions): Promise<TakeoffError> {
  const failure: unknown = await takeOff({ path }, options).catch((error: unknown) => error);
  if (!(failure instanceof TakeoffError)) throw new Error(`no TakeoffError: ${JSON.stringify(failure)}`);
  expect(failure.message).toMatch(/^[A-Z][^\n]+\.$/);
  return failure;
}

function wallModel(schema = "IFC4", shape?: (text: IfcText) => string): IfcText {
  const text = new IfcText(schema, siUnits);
  text.contain(text.element("IFCWALL", "W", shape ? shape(text) : text.box(1, 1, 1), ",$"));
  return text;
}

describe("files that cannot be taken off", () => {
  it.each([
    ["ifc_empty", ""],
    ["ifc_garbage", "PK\u0003\u0004 not a model"],
    ["ifc_garbage", Uint8Array.from({ length: 5000 }, (_, k) => (k * 7919) % 256)],
    ["ifc_truncated", "ISO-1030"],
    ["ifc_truncated", wallModel().toString().slice(0, -40)],
    ["ifc_truncated", wallModel().toString().slice(0, 900)],
    [
      "ifc_garbage",
      wallModel()
        .toString()
        .replace(/FILE_SCHEMA.*\n/, ""),
    ],
    ["ifc_schema_unsupported", wallModel("IFC4X1").toString()],
    ["ifc_schema_unsupported", wallModel("AUTOMOTIVE_DESIGN").toString()],
    ["ifc_no_elements", new IfcText("IFC4", siUnits).toString()],
  ])("%s", async (code, content) => {
    expect((await failureOf(content)).code).toBe(code);
  });

  it("names the schema it found", async () => {
    expect((await failureOf(wallModel("IFC5").toString())).message).toMatch(
      /^The file says IFC5\. .*IFC4X3\.$/,
    );
  });

  it("is not misled by the closing line in a string or a comment", async () => {
    const cut = wallModel().toString().replace("ENDSEC;\nEND-ISO-10303-21;", "/* END-ISO-10303-21; */");
    expect((await failureOf(cut)).code).toBe("ifc_truncated");
    const quoted = wallModel().toString().replace("'W'", "'END-ISO-10303-21;'").slice(0, -30);
    expect((await failureOf(quoted)).code).toBe("ifc_truncated");
  });

  it("says that a missing file could not be read", async () => {
    expect((await failureAt("/nowhere/model.ifc")).code).toBe("ifc_unreadable");
  });
});

describe("files built to break their reader", () => {
  it("refuses a boolean operation that cuts itself", async () => {
    const text = wallModel("IFC4", (t) => t.shape(t.add("IFCBOOLEANRESULT(.DIFFERENCE.,#SELF,#SELF)")));
    const content = text.toString();
    const self = /#(\d+)=IFCBOOLEANRESULT/.exec(content)?.[1];
    expect((await failureOf(content.replaceAll("#SELF", `#${self}`))).code).toBe("ifc_too_complex");
  });

  it("refuses mapped items that double at every level", async () => {
    const text = wallModel("IFC4", (t) => {
      let items = [t.extrude(t.rectangle(1, 1), 1)];
      const target = t.add(
        `IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,${t.add("IFCCARTESIANPOINT((0.,0.,0.))")},1.,$)`,
      );
      for (let level = 0; level < 40; level++) {
        const representation = t.add(
          `IFCSHAPEREPRESENTATION($,'Body','MappedRepresentation',(${items.join(",")}))`,
        );
        const map = t.add(`IFCREPRESENTATIONMAP(${t.placement3d(0, 0, 0)},${representation})`);
        items = [t.add(`IFCMAPPEDITEM(${map},${target})`), t.add(`IFCMAPPEDITEM(${map},${target})`)];
      }
      return t.shape(...items);
    });
    expect((await failureOf(text.toString())).code).toBe("ifc_too_complex");
  });

  it("refuses attributes nested without end", async () => {
    const deep = `IFCMATERIALLIST(${"(".repeat(5000)}${")".repeat(5000)})`;
    const text = wallModel();
    text.associate(text.add(deep), "#1");
    const wall = /#(\d+)=IFCWALL/.exec(text.toString())?.[1];
    text.associate(`${text.add(deep)}`, `#${wall}`);
    expect((await failureOf(text.toString())).code).toBe("ifc_too_complex");
  });

  it("survives wholes that are parts of themselves, and storeys above each other", async () => {
    const text = new IfcText("IFC4", siUnits);
    const a = text.element("IFCELEMENTASSEMBLY", "a", "$", ",$,$");
    const b = text.element("IFCELEMENTASSEMBLY", "b", text.box(1, 1, 1), ",$,$");
    text.aggregate(a, b, a);
    text.aggregate(b, a);
    const { elements } = await takeOff({ path: folder.write(text.toString()) });
    expect(elements).toHaveLength(2);
  });
});

describe("limits", () => {
  it("ends a take-off that is out of time, and one that is cancelled", async () => {
    expect((await failureOf(wallModel().toString(), { timeoutMs: 1 })).code).toBe("ifc_timeout");
    expect((await failureOf(wallModel().toString(), { signal: AbortSignal.abort() })).code).toBe(
      "ifc_cancelled",
    );
    const controller = new AbortController();
    const pending = failureOf(wallModel().toString(), { signal: controller.signal });
    controller.abort();
    expect((await pending).code).toBe("ifc_cancelled");
  });

  it("ends a take-off that needs more memory than allowed", async () => {
    const text = new IfcText("IFC4", siUnits);
    for (let k = 0; k < 20_000; k++) text.add(`IFCCARTESIANPOINT((${k}.,0.,${"0".repeat(400)}.))`);
    text.contain(text.element("IFCWALL", "W", text.box(1, 1, 1), ",$"));
    expect((await failureOf(text.toString(), { maxMemoryMb: 17 })).code).toBe("ifc_out_of_memory");
  });

  it("leaves the next file unharmed, and reports progress", async () => {
    const seen: number[] = [];
    const path = folder.write(wallModel().toString());
    const takeoff = await takeOff({ path }, { onProgress: (done, total) => seen.push(done, total) });
    expect(takeoff.elements[0]?.quantities.volumeM3).toBeCloseTo(1, 9);
    expect(seen.slice(-2)).toEqual([1, 1]);
  });
});
