import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import {
  draftsFrom,
  draftsOfShares,
  type MaterialDraft,
  materialsFrom,
  newDraft,
} from "./material-drafts.ts";

const t = testTranslator("estimates");

const draft = (name: string, quantity: string, unit: MaterialDraft["unit"] = "m3"): MaterialDraft => ({
  ...newDraft(),
  name,
  quantity,
  unit,
});

it("takes rows as the API wants them and passes over empty ones", () => {
  expect(materialsFrom(t, [draft(" Steel ", "2.5", "t"), draft("", "")])).toEqual({
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
  expect(materialsFrom(t, drafts)).toEqual({ error: expect.stringContaining(sentence) });
});

it("makes quantities of one volume out of shares, and leaves what is no share to be refused", () => {
  const drafts = draftsOfShares(
    [draft("Concrete", "60", "t"), draft("Timber", "20"), draft("Steel", "x")],
    400,
  );
  expect(drafts.map(({ quantity, unit }) => [Number(quantity), unit])).toEqual([
    [300, "m3"],
    [100, "m3"],
    [Number.NaN, "m3"],
  ]);
  expect(materialsFrom(t, drafts)).toEqual({ error: expect.stringContaining("quantity of Steel") });
});

it("fills rows in from materials, in the units that are read", () => {
  const drafts = draftsFrom({ Concrete: { quantity: 12.5, unit: "m3" } });
  expect(materialsFrom(t, drafts)).toEqual({ value: { Concrete: { quantity: 12.5, unit: "m3" } } });
  expect(draftsFrom({}).map(({ name }) => name)).toEqual([""]);
});
