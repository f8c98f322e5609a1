import { expect, it } from "vitest";
import { type MaterialDraft, materialsFrom, newDraft } from "./material-drafts.ts";

const draft = (name: string, quantity: string, unit: MaterialDraft["unit"] = "m3"): MaterialDraft => ({
  ...newDraft(),
  name,
  quantity,
  unit,
});

it("takes rows as the API wants them and passes over empty ones", () => {
  expect(materialsFrom([draft(" Steel ", "2.5", "t"), draft("", "")])).toEqual({
    value: { Steel: { quantity: 2.5, unit: "t" } },
  });
});

it.each([
  [[draft("", "")], "at least one material"],
  [[draft("", "4")], "Name the material"],
  [[draft("Steel", "")], "quantity of Steel"],
  [[draft("Steel", "0")], "quantity of Steel"],
  [[draft("Steel", "1,5")], "quantity of Steel"],
  [[draft("Steel", "-2")], "quantity of Steel"],
  [[draft("Steel", "1"), draft("Steel ", "2")], "there twice"],
])("refuses %j", (drafts, sentence) => {
  expect(materialsFrom(drafts)).toEqual({ error: expect.stringContaining(sentence) });
});
