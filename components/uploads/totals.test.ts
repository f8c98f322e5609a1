import { expect, it } from "vitest";
import { LINES, linesOf, totalsOf } from "./totals.ts";
import type { UploadItem, UploadState } from "./types.ts";

const item = (state: UploadState, size: number, loaded = 0): UploadItem => ({
  key: `${state}-${size}`,
  name: `${state}.ifc`,
  folder: "",
  size,
  state,
  loaded,
  speed: 0,
  fileId: null,
  error: null,
  twin: null,
  reopens: false,
});

it("sums up what is sent, and what is left at the present speed", () => {
  const items = [item("done", 100, 100), item("uploading", 200, 50), item("queued", 100)];
  expect(totalsOf(items, 50)).toEqual({
    files: 3,
    done: 1,
    active: true,
    size: 400,
    loaded: 150,
    remaining: 250,
    left: 5000,
  });
});

it("what is read for its hash is not sent; what waits for a decision is not counted; what is paused takes no time", () => {
  const items = [item("checking", 100, 80), item("duplicate", 1000), item("paused", 100, 40)];
  expect(totalsOf(items, 100)).toMatchObject({ files: 2, size: 200, loaded: 40, left: 1000 });
});

it("no time is told while nothing passes, and none when nothing is left", () => {
  expect(totalsOf([item("uploading", 10)], 0).left).toBeNull();
  expect(totalsOf([item("done", 10, 10)], 5)).toMatchObject({ active: false, left: null });
});

it("a long queue shows first what needs the person, and says how many it leaves out", () => {
  const items = [
    ...Array.from({ length: LINES + 20 }, (_, index) => item("done", index + 1)),
    item("queued", 5),
    item("failed", 7),
  ];
  const { lines, more } = linesOf(items);
  expect(lines.slice(0, 2).map(({ state }) => state)).toEqual(["failed", "queued"]);
  expect(lines).toHaveLength(LINES);
  expect(more).toBe(22);
});

it("a short queue keeps the order in which it was added", () => {
  const items = [item("done", 1), item("failed", 2)];
  expect(linesOf(items)).toEqual({ lines: items, more: 0 });
});
