import { expect, it } from "vitest";
import { isSameDevice } from "./device.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

it("tells a program that says nothing of itself from a browser", () => {
  expect(isSameDevice("", " ")).toBe(true);
  expect(isSameDevice("", FIREFOX)).toBe(false);
  expect(isSameDevice(FIREFOX, "")).toBe(false);
  expect(isSameDevice(FIREFOX, FIREFOX.replaceAll("128", "140"))).toBe(true);
});
