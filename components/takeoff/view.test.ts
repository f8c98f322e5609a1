import { describe, expect, it } from "vitest";
import {
  byOf,
  elementsAt,
  groupingParam,
  isFiltered,
  NO_FILTERS,
  nextSort,
  queryOf,
  readView,
} from "./view.ts";

const viewOf = (search: string) => {
  const params = new URLSearchParams(search);
  return readView((name) => params.get(name) ?? "");
};

describe("the view in the page's address", () => {
  it("groups by storey where nothing else is told", () => {
    expect(viewOf("")).toEqual({
      by: "storey",
      sort: "",
      descending: false,
      q: "",
      class: "",
      storey: "",
      material: "",
      confidence: "",
      finding: "",
      line: "",
      entry: "",
      gap: "",
    });
    expect(groupingParam("storey")).toEqual({ by: "" });
    expect(groupingParam("none")).toEqual({ by: "none" });
    expect(byOf(viewOf("by=none"))).toBe("none");
  });

  it("takes what it does not know for not told", () => {
    expect(viewOf("by=colour&sort=-weight&confidence=much")).toMatchObject({
      by: "storey",
      sort: "",
      confidence: "",
    });
  });

  it("asks the routes for what it shows", () => {
    const view = viewOf("by=material&sort=-volume_m3&class=IfcWall&q=a+b&confidence=low&tab=take-off");
    expect(queryOf(view).toString()).toBe("q=a+b&class=IfcWall&confidence=low");
    expect(queryOf(view, { by: true, order: true }).toString()).toBe(
      "q=a+b&class=IfcWall&confidence=low&by=material&sort=volume_m3&order=desc",
    );
    expect(isFiltered(view)).toBe(true);
    expect(isFiltered(viewOf("by=class&sort=name"))).toBe(false);
    expect(Object.keys(NO_FILTERS).sort()).toEqual([
      "class",
      "confidence",
      "entry",
      "finding",
      "gap",
      "line",
      "material",
      "q",
      "storey",
    ]);
  });

  it("opens a figure of an estimate to what stands behind it", () => {
    const at = new URL(elementsAt("f", { line: "3" }) ?? "", "http://x");
    expect(at.pathname).toBe("/files/f");
    expect(queryOf(viewOf(at.search)).toString()).toBe("line=3");
    expect(queryOf(viewOf("line=x&gap=time&entry=brick")).toString()).toBe("entry=brick");
    expect(elementsAt(null, { line: "3" })).toBeNull();
  });

  it("keeps to itself what the routes cannot sort by", () => {
    const view = viewOf("sort=-cost");
    expect(view).toMatchObject({ sort: "cost", descending: true });
    expect(queryOf(view, { by: true, order: true }).toString()).toBe("by=storey");
    expect(nextSort(viewOf(""), "cost")).toBe("-cost");
    expect(nextSort(viewOf("sort=-cost"), "cost")).toBe("cost");
  });

  it("sorts numbers from the largest, words from A, then turned, then not at all", () => {
    const steps = (key: "volume_m3" | "name") => {
      const seen: string[] = [];
      for (let sort = ""; seen.length < 3; ) {
        sort = nextSort(viewOf(`sort=${sort}`), key);
        seen.push(sort);
      }
      return seen;
    };
    expect(steps("volume_m3")).toEqual(["-volume_m3", "volume_m3", ""]);
    expect(steps("name")).toEqual(["name", "-name", ""]);
    expect(nextSort(viewOf("sort=name"), "area_m2")).toBe("-area_m2");
  });
});
