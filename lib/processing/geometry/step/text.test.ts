import { describe, expect, it } from "vitest";
import { decodeStepText } from "./text.ts";

const utf8 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("decodeStepText", () => {
  it.each([
    ["plain", "plain"],
    ["it''s", "it's"],
    ["K\\X2\\00FC\\X0\\che", "Küche"],
    ["\\X2\\0421\\X0\\\\X2\\04420435043D0430\\X0\\", "Стена"],
    ["\\X4\\0001F3E0\\X0\\", "🏠"],
    ["\\X2\\D83CDFE0\\X0\\", "🏠"],
    ["Gel\\X\\E4nde", "Gelände"],
    ["Gel\\S\\dnde", "Gelände"],
    ["\\PE\\\\S\\A\\S\\b", "Ст"],
    ["WILLY\\\\wim", "WILLY\\wim"],
    [utf8("Стена Küche"), "Стена Küche"],
    ["M\u00f6bel", "Möbel"],
    ["\u0093quoted\u0094", "“quoted”"],
    ["\\X2\\00FC\\X0\\ and \u00fc", "ü and ü"],
  ])("decodes %j", (raw, text) => {
    expect(decodeStepText(raw)).toBe(text);
  });
});
