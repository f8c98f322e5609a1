import { expect, it } from "vitest";
import { messagesOf } from "#lib/i18n/messages.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { ELEMENT_CLASSES } from "#lib/processing/geometry/ifc-classes.generated.ts";
import { classLabel } from "./class-label.ts";

const english = messagesOf("en")["ifc-classes"];
const german: Record<string, string> = messagesOf("de")["ifc-classes"];

it("a class is called in English what the catalogue says", () => {
  for (const [ifcClass, label] of Object.entries(english)) expect(classLabel(ifcClass)).toBe(label);
});

it("each class that a take-off can hold has a German name", () => {
  const classes = Object.values(ELEMENT_CLASSES).flatMap((list) => list.match(/Ifc\w+/g) ?? []);
  expect(classes.length).toBeGreaterThan(100);
  inLocale("de", () => {
    for (const ifcClass of classes) expect(classLabel(ifcClass)).toBe(german[ifcClass]);
    expect(classLabel("IfcWall")).toBe("Wand");
    expect(classLabel("IfcSomethingNew")).toBe("Something new");
  });
});
