import { afterAll, describe, expect, it } from "vitest";
import { takeOff } from "./take-off.ts";
import { fixtureFolder, IfcText, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

describe.each(["IFC2X3", "IFC4", "IFC4X3_ADD2"])("what %s states of a wall", (schema) => {
  it("is read from its common set, else its type's; what contradicts itself or is unknown says nothing", async () => {
    const text = new IfcText(schema, siUnits);
    const set = (name: string, ...properties: [string, string][]) => {
      const ids = properties.map(([key, value]) => text.add(`IFCPROPERTYSINGLEVALUE('${key}',$,${value},$)`));
      return text.root("IFCPROPERTYSET", `'${name}',$,(${ids.join(",")})`);
    };
    const states = (element: string, propertySet: string) =>
      text.root("IFCRELDEFINESBYPROPERTIES", `$,$,(${element}),${propertySet}`);
    const wall = (name: string) =>
      text.element("IFCWALL", name, text.box(4, 0.2, 3), schema === "IFC2X3" ? "" : ",$");
    const yes = "IFCBOOLEAN(.T.)";
    const no = "IFCBOOLEAN(.F.)";
    const [both, typed, over, unknown, twice, foreign] = [
      "both",
      "typed",
      "over",
      "unknown",
      "twice",
      "foreign",
    ].map(wall);
    for (const name of [both, typed, over, unknown, twice, foreign]) if (name) text.contain(name);
    states(
      both ?? "",
      set("Pset_WallCommon", ["IsExternal", yes], ["LoadBearing", no], ["FireRating", "IFCLABEL('F90')"]),
    );
    const type = text.root(
      "IFCWALLTYPE",
      `'T',$,$,(${set("Pset_WallCommon", ["IsExternal", no], ["LoadBearing", yes])}),$,$,$,.STANDARD.`,
    );
    text.typed(type, typed ?? "", over ?? "");
    states(over ?? "", set("Pset_WallCommon", ["IsExternal", yes]));
    states(unknown ?? "", set("Pset_WallCommon", ["IsExternal", "IFCLOGICAL(.U.)"], ["LoadBearing", "$"]));
    states(twice ?? "", set("Pset_WallCommon", ["IsExternal", yes]));
    states(twice ?? "", set("Pset_WallCommon", ["IsExternal", no]));
    states(foreign ?? "", set("My own Common", ["IsExternal", yes]));
    const { elements } = await takeOff({ path: folder.write(text.toString()) });
    expect(Object.fromEntries(elements.map((e) => [e.name, [e.isExternal, e.loadBearing]]))).toEqual({
      both: [true, false],
      typed: [false, true],
      over: [true, true],
      unknown: [null, null],
      twice: [null, null],
      foreign: [null, null],
    });
  });
});
