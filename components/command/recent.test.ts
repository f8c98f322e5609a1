import { expect, it } from "vitest";
import { kindOf, readVisits, withVisit } from "./recent.ts";

it("knows the things that are come back to", () => {
  expect(kindOf("/files/1")).toBe("files");
  expect(kindOf("/estimates/new")).toBeUndefined();
  expect(kindOf("/files")).toBeUndefined();
  expect(kindOf("/settings/webhooks/1")).toBeUndefined();
});

it("keeps the newest first, each once, and not more than twenty", () => {
  let visits = Array.from({ length: 25 }, (_, n) => ({ href: `/files/${n}`, name: `File ${n}` })).reduce(
    withVisit,
    [] as { href: string; name: string }[],
  );
  expect(visits).toHaveLength(20);
  expect(visits[0]?.name).toBe("File 24");
  visits = withVisit(visits, { href: "/files/20", name: "Renamed" });
  expect(visits.slice(0, 2).map(({ name }) => name)).toEqual(["Renamed", "File 24"]);
  expect(visits.filter(({ href }) => href === "/files/20")).toHaveLength(1);
});

it("takes nothing from the store that is no visit", () => {
  expect(readVisits(null)).toEqual([]);
  expect(readVisits("{")).toEqual([]);
  expect(readVisits('{"href":"/files/1"}')).toEqual([]);
  const mixed = [
    { href: "/files/1", name: "A" },
    { href: "https://elsewhere.example", name: "B" },
    { name: "C" },
    null,
  ];
  expect(readVisits(JSON.stringify(mixed))).toEqual([{ href: "/files/1", name: "A" }]);
});
