import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

const encoded = (text: string) => Buffer.from(text).toString("base64url");

it("reads what it wrote, to the millisecond", () => {
  const last = { createdAt: new Date("2026-02-28T23:59:59.007Z"), id: randomUUID() };
  expect(readCursor(writeCursor(last))).toEqual({ createdAt: "2026-02-28T23:59:59.007Z", id: last.id });
});

it.each([
  ["no date", "2026-99-99T00:00:00.000Z"],
  ["a day that the month has not", "2026-02-30T00:00:00.000Z"],
  ["no time", "2026-02-28T25:00:00.000Z"],
  ["the year 0, which the database has not", "0000-01-01T00:00:00.000Z"],
  ["other digits", "2026-02-28T10:00:00.1Z"],
  ["points", "2026-02-28T.:.:.Z"],
])("refuses %s", (_what, at) => {
  expect(() => readCursor(encoded(`${at} ${randomUUID()}`))).toThrow(
    expect.objectContaining({ code: "cursor_invalid", status: 400 }),
  );
});

it.each(["------------------------------------", "0", `${randomUUID()} more`, ""])(
  "refuses the id %j",
  (id) => {
    expect(() => readCursor(encoded(`2026-02-28T00:00:00.000Z ${id}`))).toThrow(
      expect.objectContaining({ code: "cursor_invalid" }),
    );
  },
);
