import { expect, it } from "vitest";
import { daysProblem, filterOf, periodParams } from "./filter.ts";

const TODAY = "2026-03-15";
const of = (query: string) => {
  const params = new URLSearchParams(query);
  return filterOf((name) => params.get(name) ?? "", TODAY);
};
const PROJECT = "0b6f9f0e-6f0e-4d3c-9c39-2f1a6c1f7d11";

it("reads the last 30 days where nothing is said, and the preset that is named", () => {
  expect(of("")).toEqual({
    period: "30",
    filter: { from: "2026-02-14", to: TODAY, project_id: "" },
  });
  expect(of("period=7").filter).toMatchObject({ from: "2026-03-09", to: TODAY });
  expect(of("period=365").filter).toMatchObject({ from: "2025-03-16", to: TODAY });
});

it("reads days and project of the address, and passes over what makes no sense", () => {
  expect(of(`from=2026-01-01&to=2026-01-31&project=${PROJECT}`)).toEqual({
    period: "custom",
    filter: { from: "2026-01-01", to: "2026-01-31", project_id: PROJECT },
  });
  expect(of("project=none").filter.project_id).toBe("none");
  for (const query of [
    "from=2026-01-31&to=2026-01-01",
    "from=2026-02-30&to=2026-03-01",
    "from=2026-01-01",
    "from=1999-12-31&to=2000-01-01",
    "period=forever&project=x",
  ])
    expect(of(query), query).toEqual(of(""));
});

it("says what is wrong with days, and leaves the usual period out of the address", () => {
  expect(daysProblem("", "2026-01-01")).toBe("incomplete");
  expect(daysProblem("2026-01-02", "2026-01-01")).toBe("reversed");
  expect(daysProblem("2020-01-01", "2026-01-01")).toBe("tooMany");
  expect(daysProblem("2026-01-01", "2026-01-01")).toBeNull();
  const days = { from: "2026-01-01", to: "2026-01-02" };
  expect(periodParams("30", days)).toEqual({ period: "", from: "", to: "" });
  expect(periodParams("90", days)).toEqual({ period: "90", from: "", to: "" });
  expect(periodParams("custom", days)).toEqual({ period: "", ...days });
});
