import { describe, expect, it } from "vitest";
import { type GridShape, moveBy } from "./navigate.ts";

const key = (
  name: string,
  held: Partial<{ ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }> = {},
) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const element: GridShape = { rows: 50, columns: 8, page: 10, here: { kind: "element", groupRow: 3 } };
const group = (open: boolean): GridShape => ({ ...element, here: { kind: "group", open } });
const other: GridShape = { ...element, here: { kind: "other" } };
const to = (row: number, column: number) => ({ do: "go", to: { row, column } });

describe("keys in the grid", () => {
  it("go cell by cell, from the header to the sums and no further", () => {
    expect(moveBy(key("ArrowDown"), { row: 4, column: 2 }, element)).toEqual(to(5, 2));
    expect(moveBy(key("ArrowUp"), { row: 0, column: 2 }, element)).toEqual(to(-1, 2));
    expect(moveBy(key("ArrowUp"), { row: -1, column: 2 }, other)).toEqual(to(-1, 2));
    expect(moveBy(key("ArrowDown"), { row: 50, column: 0 }, other)).toEqual(to(50, 0));
    expect(moveBy(key("ArrowRight"), { row: 4, column: 7 }, element)).toEqual(to(4, 7));
    expect(moveBy(key("ArrowLeft"), { row: 4, column: 2 }, element)).toEqual(to(4, 1));
  });

  it("go by pages and to the ends", () => {
    expect(moveBy(key("PageDown"), { row: 45, column: 1 }, element)).toEqual(to(50, 1));
    expect(moveBy(key("PageUp"), { row: 4, column: 1 }, element)).toEqual(to(0, 1));
    expect(moveBy(key("Home"), { row: 4, column: 5 }, element)).toEqual(to(4, 0));
    expect(moveBy(key("End"), { row: 4, column: 1 }, element)).toEqual(to(4, 7));
    expect(moveBy(key("Home", { ctrlKey: true }), { row: 44, column: 5 }, element)).toEqual(to(0, 0));
    expect(moveBy(key("End", { metaKey: true }), { row: 4, column: 5 }, element)).toEqual(to(49, 7));
  });

  it("open and close groups, and lead from an element to its group", () => {
    expect(moveBy(key("ArrowRight"), { row: 3, column: 0 }, group(false))).toEqual({ do: "open" });
    expect(moveBy(key("ArrowRight"), { row: 3, column: 0 }, group(true))).toEqual(to(3, 1));
    expect(moveBy(key("ArrowLeft"), { row: 3, column: 0 }, group(true))).toEqual({ do: "close" });
    expect(moveBy(key("ArrowLeft"), { row: 3, column: 0 }, group(false))).toBeNull();
    expect(moveBy(key("ArrowLeft"), { row: 7, column: 0 }, element)).toEqual(to(3, 0));
    expect(moveBy(key("Enter"), { row: 3, column: 2 }, group(true))).toEqual({ do: "toggle" });
    expect(moveBy(key(" "), { row: 3, column: 2 }, group(true))).toEqual({ do: "toggle" });
  });

  it("select, and with Enter zoom", () => {
    const at = { row: 7, column: 0 };
    expect(moveBy(key(" "), at, element)).toEqual({ do: "select", add: false, zoom: false });
    expect(moveBy(key(" ", { ctrlKey: true }), at, element)).toEqual({
      do: "select",
      add: true,
      zoom: false,
    });
    expect(moveBy(key("Enter"), at, element)).toEqual({ do: "select", add: false, zoom: true });
    expect(moveBy(key("Escape"), at, element)).toEqual({ do: "clear" });
  });

  it("show and hide in the model what the row is about", () => {
    const at = { row: 3, column: 4 };
    expect(moveBy(key("i"), at, group(true))).toEqual({ do: "isolate" });
    expect(moveBy(key("I", { shiftKey: true }), at, element)).toEqual({ do: "isolate" });
    expect(moveBy(key("h"), at, element)).toEqual({ do: "hide" });
    expect(moveBy(key("a"), at, element)).toEqual({ do: "showAll" });
    expect(moveBy(key("a", { ctrlKey: true }), at, element)).toBeNull();
    expect(moveBy(key("h", { altKey: true }), at, element)).toBeNull();
  });

  it("leave the header's buttons and everything else to the browser", () => {
    expect(moveBy(key("Enter"), { row: -1, column: 0 }, other)).toEqual({ do: "press" });
    expect(moveBy(key("b"), { row: 3, column: 0 }, element)).toBeNull();
    expect(moveBy(key("Tab"), { row: 3, column: 0 }, element)).toBeNull();
  });
});
