import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { isTooLong, paramsOf, readState, requestOf, type SearchState } from "./search-state.ts";

const tEstimates = testTranslator("estimates");

const none = {
  project_id: "",
  place: "",
  created_from: "",
  created_to: "",
  floor_area_min: "",
  floor_area_max: "",
  classes: "",
  materials: "",
};
const byHand: SearchState = {
  like: "",
  hand: {
    materials: { "Concrete C30/37": { quantity: 120.5, unit: "m3" } },
    location: "Berlin",
    labor_rate: "52.00",
    equipment_rate: "31",
    floor_area_m2: "1200",
    description: "School & gym, 3 storeys",
  },
  filters: { ...none, floor_area_min: "500", materials: "concrete-c30-37, rebar" },
  limit: "10",
  threshold: "0.5",
};

it("keeps a search in the address, and finds it there again", () => {
  const address = new URLSearchParams(Object.entries(paramsOf(byHand)).filter(([, value]) => value));
  expect(readState(tEstimates, (name) => new URLSearchParams(String(address)).get(name) ?? "")).toEqual(
    byHand,
  );
});

it("asks the API with numbers and lists", () => {
  expect(requestOf(byHand)).toEqual({
    path: "/api/cost-estimates/search-similar",
    body: expect.objectContaining({
      floor_area_m2: 1200,
      limit: 10,
      score_threshold: 0.5,
      filters: { floor_area_min: 500, materials: ["concrete-c30-37", "rebar"] },
    }),
  });
  expect(requestOf({ ...byHand, like: "id" })?.path).toBe(
    "/api/cost-estimates/id/similar?limit=10&score_threshold=0.5&floor_area_min=500&materials=concrete-c30-37%2C+rebar",
  );
});

it("knows what is too long for an address", () => {
  expect(isTooLong(byHand)).toBe(false);
  const materials = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [
      `Concrete of kind ${at}`,
      { quantity: at + 1, unit: "m3" as const },
    ]),
  );
  expect(isTooLong({ ...byHand, hand: byHand.hand && { ...byHand.hand, materials } })).toBe(true);
});

it.each([
  "",
  "{",
  "[]",
  "{}",
  '{"Steel":{"quantity":-1,"unit":"t"}}',
  '{"Steel":{"quantity":1,"unit":"lb"}}',
  '{"Steel":null}',
])("asks nothing of an address whose materials are %j", (materials) => {
  const state = readState(tEstimates, (name) => (name === "materials" ? materials : ""));
  expect(requestOf(state)).toBeNull();
});
