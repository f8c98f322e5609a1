import { expect, it } from "vitest";
import { DEFAULT_LOCATION_FACTORS } from "#lib/catalogue/location-factors.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { placeName } from "./place-name.ts";

it("tells the built-in book's own level in the reader's language, and towns by their names", async () => {
  const [base, town] = DEFAULT_LOCATION_FACTORS.map(({ name }) => name);
  const told = () => [base, town].map((name) => placeName(name ?? ""));
  expect(await inLocale("en", async () => told())).toEqual([base, town]);
  expect(await inLocale("de", async () => told())).toEqual(["Durchschnitt USA", town]);
});
