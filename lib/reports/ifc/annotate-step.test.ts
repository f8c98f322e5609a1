import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotateStep, type StepInstance } from "./annotate-step.ts";
import { FormerProperties } from "./former-properties.ts";
import { derivedGlobalId } from "./guid.ts";
import { stepReal, stepString } from "./step-text.ts";

const HEAD = "ISO-10303-21;\nHEADER;FILE_SCHEMA(('IFC4'));\nENDSEC;\n";
const TAIL = "END-ISO-10303-21;\n";

async function annotated(
  text: string,
  sizes: readonly number[] = [1 << 16],
  leftOut = new FormerProperties(),
) {
  const seen: StepInstance[] = [];
  const bytes = Buffer.from(text, "latin1");
  async function* chunks() {
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const parts: Buffer[] = [];
  const additions = { onInstance: (found: StepInstance) => void seen.push(found), lines: added, leftOut };
  for await (const part of annotateStep(chunks(), additions)) parts.push(Buffer.from(part));
  return { written: Buffer.concat(parts).toString("latin1"), seen };
}

function* added(lastId: number) {
  yield `#${lastId + 1}=ADDED();\n`;
}

const DATA = [
  "DATA;\n#1=IFCWALL('0a',$,'it''s ; ENDSEC; # /* no comment');\n",
  "/* ENDSEC; ' #99=IFCNONE('x'); */ #7 = ifcslab ( '0b',$);\n",
  "#3=(IFCA()IFCB());\n#12=IFCPOINT((1./2,2.));\n",
].join("");

describe("annotating a STEP file", () => {
  it("adds lines before the end of the data, whatever strings and comments hold", async () => {
    const { written, seen } = await annotated(`${HEAD}${DATA}ENDSEC;\n${TAIL}`);
    expect(written).toBe(`${HEAD}${DATA}#13=ADDED();\nENDSEC;\n${TAIL}`);
    expect(seen).toEqual([
      { id: 1, type: "IFCWALL", firstText: "0a" },
      { id: 7, type: "IFCSLAB", firstText: "0b" },
      { id: 12, type: "IFCPOINT", firstText: null },
    ]);
  });

  it("does so wherever the file is cut into pieces", async () => {
    const text = `${HEAD}${DATA}ENDSEC;\n/* after */\n${TAIL}`;
    const whole = (await annotated(text)).written;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (sizes) => {
          expect((await annotated(text, sizes)).written).toBe(whole);
        },
      ),
    );
  });

  it("adds to the last of several data sections, and where the trailer is missing", async () => {
    const second = "DATA('more',('IFC4'));\n#20=IFCDOOR('0c');\nENDSEC;\n";
    const { written } = await annotated(`${HEAD}${DATA}ENDSEC;\n${second}${TAIL}`);
    expect(written).toBe(`${HEAD}${DATA}ENDSEC;\n${second.replace("ENDSEC", "#21=ADDED();\nENDSEC")}${TAIL}`);
    expect((await annotated(`${HEAD}${DATA}ENDSEC;`)).written).toBe(`${HEAD}${DATA}#13=ADDED();\nENDSEC;`);
  });

  it("fails for a file whose data do not end", async () => {
    await expect(annotated(`${HEAD}${DATA}`)).rejects.toMatchObject({ code: "ifc_incomplete" });
  });
});

describe("what an earlier export has written", () => {
  const own = [
    "#13=IFCPROPERTYSINGLEVALUE('CarbonUnit',$,IFCLABEL('kg CO2e'),$);\n",
    "#14=IFCPROPERTYSINGLEVALUE('Location',$,IFCLABEL('Berlin'),$);\r\n",
    "#15=IFCPROPERTYSINGLEVALUE('CostLow',$,IFCMONETARYMEASURE(1.),$);\n",
    "#16=IFCPROPERTYSET('0d',$,'CAI_CostAndCarbon',$,(#13,#14,#15));\n",
    "#17=IFCRELDEFINESBYPROPERTIES('0e',$,$,$,(#1),#16);\n",
    "#18=IFCPROPERTYSET('0f',$,'CAI_CostAndCarbon',$,(#13,#14));\n",
    "#19 = IFCRELDEFINESBYPROPERTIES('0g',$,$,$,(#7), #18 );\n",
  ];
  const others = [
    "#20=IFCPROPERTYSINGLEVALUE('Location',$,IFCLABEL('here'),$);\n",
    "#21=IFCPROPERTYSET('0h',$,'Pset_Other',$,(#20));\n",
    "#22=IFCRELDEFINESBYPROPERTIES('0i',$,$,$,(#1),#21);\n",
  ];
  const file = (...lines: string[]) => `${HEAD}${DATA}${lines.join("")}ENDSEC;\n${TAIL}`;

  it("is replaced, wherever the file is cut into pieces", async () => {
    const text = file(...own);
    const { written, seen } = await annotated(text);
    expect(written).toBe(file("#20=ADDED();\n"));
    expect(seen.map(({ id }) => id)).toEqual([1, 7, 12]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        async (sizes) => {
          expect((await annotated(text, sizes)).written).toBe(written);
        },
      ),
    );
  });

  it("goes without anything of anybody else's", async () => {
    const { written } = await annotated(file(...own, ...others));
    const [location = "", ...rest] = others;
    expect(written).toBe(file(...rest, location, "#23=ADDED();\n"));
    expect((await annotated(file(...others))).written).toBe(file(...others, "#23=ADDED();\n"));
  });

  it("stays whole where its relation came first", async () => {
    const [mark = "", location = "", low = "", set = "", relation = "", ...second] = own;
    const { written } = await annotated(file(relation, mark, location, low, set, ...second));
    expect(written).toBe(file(relation, mark, location.replace("\r", ""), low, set, "#20=ADDED();\n"));
  });
});

describe("what is written", () => {
  it.each([
    ["it's \\ fine", "'it''s \\\\ fine'"],
    ["Küche 建", "'K\\X2\\00FC\\X0\\che \\X2\\5EFA\\X0\\'"],
    ["🏠\n", "'\\X2\\D83CDFE0000A\\X0\\'"],
  ])("escapes %j", (text, written) => expect(stepString(text)).toBe(written));

  it.each([
    ["12", "12."],
    ["0.5", "0.5"],
    [1e-7, "1.E-7"],
  ])("points %j", (value, written) => expect(stepReal(value)).toBe(written));

  it("derives GlobalIds that IFC can hold, alike for the same name alone", () => {
    expect(derivedGlobalId("a")).toBe(derivedGlobalId("a"));
    expect(derivedGlobalId("a")).not.toBe(derivedGlobalId("b"));
    expect(derivedGlobalId("a")).toMatch(/^[0-3][0-9A-Za-z_$]{21}$/);
  });
});
