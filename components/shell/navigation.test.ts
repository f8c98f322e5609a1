import { describe, expect, it } from "vitest";
import { organisationSections } from "#components/settings/sections.ts";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { activeHref, navigationFor } from "./navigation.ts";
import type { Role } from "./types.ts";

const t = testTranslator("shell");

const hrefs = (role: Role) => navigationFor(role).flatMap((group) => group.items.map((item) => item.href));
const sections = (role: Role) =>
  organisationSections(t)
    .filter(({ roles }) => roles.includes(role))
    .map(({ href }) => href);

describe("navigation", () => {
  it("shows administration to admins only", () => {
    for (const role of ["viewer", "editor"] as const) {
      expect(hrefs(role)).toEqual(expect.arrayContaining(["/projects", "/files", "/usage", "/settings"]));
      expect(hrefs(role)).not.toContain("/invoices");
      expect(sections(role)).toEqual(["/settings", "/settings/members", "/settings/archive"]);
    }
    expect(hrefs("admin")).toContain("/invoices");
    expect(sections("admin")).toEqual(
      expect.arrayContaining(["/settings/branding", "/settings/address", "/settings/billing"]),
    );
  });

  it("marks the closest entry", () => {
    const groups = navigationFor("admin");
    expect(activeHref(groups, "/settings/members/x")).toBe("/settings");
    expect(activeHref(groups, "/projects/x")).toBe("/projects");
    expect(activeHref(groups, "/filesystem")).toBeUndefined();
  });
});
